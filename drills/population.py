"""Invented enrolments for a drill: `python -m drills.population DAY COUNT FILE [STEPS]`.

Urgent cases of the Victim Contact Scheme, allocated to many officers of every region, so that every reminder is a
message of its own, at once. The facts go to FILE for the oracle before the product derives anything from them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path

import django

from drills import shifted_clock
from drills.oracle import Facts, WorkingDays

OFFICERS_OF_A_REGION = 10
DAYS_BACK = range(1, 70)
SENTENCED_BEFORE_REFERRAL = timedelta(days=6)


def referral_days(today: date, steps: Sequence[int], days: WorkingDays) -> list[date]:
    """Every day on which a referral leads to a first contact due that many working days after today (before: negative).
    Weekends and bank holidays are among them."""
    wanted = {days.after(today, step) for step in steps}
    back = (today - timedelta(days=number) for number in DAYS_BACK)
    return [day for day in back if days.first_contact_due(day) in wanted]


def invent(count: int, officers: Sequence[str], referred: Sequence[date]) -> Iterator[Facts]:
    for number in range(count):
        day = referred[number % len(referred)]
        yield Facts(f"DRILL-{number:06d}", officers[number % len(officers)], day - SENTENCED_BEFORE_REFERRAL, day)


def main(today: date, count: int, file: Path, steps: Sequence[int]) -> None:
    shifted_clock.install()
    django.setup()
    from drills import population_rows  # noqa: PLC0415 - models exist only after setup()

    officers = population_rows.hire(OFFICERS_OF_A_REGION)
    facts = list(invent(count, sorted(officers), referral_days(today, steps, WorkingDays())))
    file.write_text(json.dumps([asdict(each) for each in facts], default=date.isoformat))
    population_rows.write(facts, officers, since=datetime.combine(facts[0].referred_on, time(9)))


def read(file: Path) -> list[Facts]:
    return [
        Facts(
            one["reference"],
            one["officer"],
            date.fromisoformat(one["sentenced_on"]),
            date.fromisoformat(one["referred_on"]),
        )
        for one in json.loads(file.read_text())
    ]


if __name__ == "__main__":
    chosen = [int(step) for step in sys.argv[4].split(",")] if len(sys.argv) > 4 else [3, 0, -1]
    main(date.fromisoformat(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), chosen)
