"""`python -m bench.search`: the search over two million names, on the errors of data/matching/search_errors.csv.

A second file of errors, search_errors_held_out.csv, was written before any result was seen and is never tuned on.

The people whose names were misspelt are put among invented ones, half of them as victims, half as offenders, all in one
region; a manager of that region asks. A hit is the true person's case among the first five. Figures are of
find_enrolments: the whole of it, of that waiting for the database, and processor time, which other work changes least.
"""

from __future__ import annotations

import csv
import io
import math
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from bench import databases
from bench.name_lists import family_names, given_names

NAMES = 2_000_000
SCRIPT = Path(__file__).with_name("search_population.sql")
ERRORS = Path(__file__).parents[1] / "data" / "matching" / "search_errors.csv"
HELD_OUT = ERRORS.with_name("search_errors_held_out.csv")
ROUNDS = 5
REGION = "N57"


def main() -> None:
    names = int(sys.argv[1].replace(",", "").replace("_", "")) if len(sys.argv) > 1 else NAMES
    databases.use(names, called="vlu_search")
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by the line above

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    from cases.models import Offender  # noqa: PLC0415 - as above

    if not Offender.objects.exists():
        _fill(names)
    _measure(names)


def _fill(names: int) -> None:
    from django.db import connection, transaction  # noqa: PLC0415 - as above

    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE people (n int, first_names text, last_name text, born date, region text) ON COMMIT DROP"
        )
        cursor.execute("SELECT array_agg(code ORDER BY code) FROM accounts_region")
        for rows in batched(people(names, cursor.fetchone()[0])):
            cursor.copy_expert("COPY people FROM STDIN", io.StringIO("".join(rows)))
        cursor.execute(SCRIPT.read_text())
    print(f"{names:,} names made in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_refill_names()")
        cursor.execute("SELECT victims_refill_names()")
        cursor.execute("VACUUM ANALYZE")
    print(f"index filled in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def people(names: int, regions: list[str]) -> Iterator[str]:
    """A line for COPY each. The first name of a list is drawn about once in a hundred; the tail is long."""
    draw = random.Random(42)
    family, given = family_names(), given_names()
    first_day = date(1945, 1, 1).toordinal()

    def one_of(ranked: list[str]) -> str:
        return ranked[int(11 * ((1 + (len(ranked) - 1) / 11) ** draw.random() - 1))]

    for number in range(names):
        first = one_of(given) if draw.random() > 0.3 else f"{one_of(given)} {one_of(given)}"
        last = one_of(family) if draw.random() > 0.03 else f"{one_of(family)}-{one_of(family)}"
        born = date.fromordinal(first_day + draw.randrange(22_000))
        yield f"{number}\t{first}\t{last}\t{born}\t{draw.choice(regions)}\n"


def batched(lines: Iterator[str], size: int = 100_000) -> Iterator[list[str]]:
    while batch := list(islice(lines, size)):
        yield batch


def put_in(rows: list[dict[str, str]], prefix: str = "ERR") -> tuple[Any, dict[str, str]]:
    """A manager of the region, and for each number in the file the reference of the true person's enrolment."""
    from accounts.enums import Role  # noqa: PLC0415 - as above
    from accounts.models import Organisation, Region, User  # noqa: PLC0415 - as above
    from cases.models import Case, Conviction, Offence, Offender  # noqa: PLC0415 - as above
    from victims.models import Enrolment, Victim  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    unit = Organisation.objects.get_or_create(kind="VLU", region=Region.objects.get(pk=REGION))[0]
    manager = User.objects.filter(email="search@bench.example").first() or User.objects.create(
        email="search@bench.example", name="Searching", role=Role.MANAGER, organisation=unit, password="!"
    )
    true: dict[str, str] = {}
    for row in rows:
        reference = true[row["number"]] = f"{prefix}-{row['number']}"
        if Enrolment.objects.filter(reference=reference).exists():
            continue
        born = date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None
        person: dict[str, Any] = {"first_names": row["first_names"], "last_name": row["last_name"]}
        person["date_of_birth"] = born
        other: dict[str, Any] = {"first_names": "Xx", "last_name": "Zzyx"}
        is_victim = row["side"] == "victim"
        offender = Offender.objects.create(reference=f"O{prefix}{row['number']}", **(other if is_victim else person))
        victim = Victim.objects.create(reference=f"V{prefix}{row['number']}", **(person if is_victim else other))
        conviction = Conviction.objects.create(offender=offender, sentenced_on=date(2025, 3, 3))
        offence = Offence.objects.create(conviction=conviction, code="PH97006", label="Stalking")
        case = Case.objects.create(
            reference=f"C{prefix}-{row['number']}", offender=offender, conviction=conviction, region_id=REGION,
            sentenced_on=date(2025, 3, 3), source="import", opened_at=clock.now(),
        )  # fmt: skip
        Enrolment.objects.create(
            reference=reference, case=case, victim=victim, category="adult", offence=offence, region_id=REGION,
            scheme="VNS", verdict="VNS", verdict_rule="measuring", sentenced_on=date(2025, 3, 3),
        )  # fmt: skip
    return manager, true


class Taken(NamedTuple):
    """Milliseconds of one search: from call to answer, of it waiting for the database, and of processors.

    `processor` is of this process and of the one that serves it in the database; nan when that runs elsewhere.
    """

    whole: float
    database: float
    processor: float


def _measure(names: int) -> None:
    for errors, prefix, tuned_on in ((ERRORS, "ERR", True), (HELD_OUT, "HELD", False)):
        with errors.open() as file:
            rows = list(csv.DictReader(file))
        manager, true = put_in(rows, prefix)
        hits, missed = _hits(manager, rows, true)
        rounds = [[_taken(manager, row["typed"]) for row in rows] for _ in range(ROUNDS)]
        print(f"\n{errors.name}, {names:,} names, load {os.getloadavg()[0]:.1f}")
        _print_times([row["typed"] for row in rows], rounds)
        for kind, found in sorted(hits.items()):
            print(f"{kind:20} {sum(found):4} of {len(found):4} among the first five: {sum(found) / len(found):.3f}")
        for line in missed if tuned_on else []:
            print(f"  missed  {line}")


def _hits(manager: Any, rows: list[dict[str, str]], true: dict[str, str]) -> tuple[dict[str, list[bool]], list[str]]:
    """Hits of each kind, and those missed. The first round: it is not measured."""
    from victims.queries.search import find_enrolments  # noqa: PLC0415 - as above

    hits: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for row in rows:
        found, _more = find_enrolments(manager, row["typed"])
        hit = true[row["number"]] in [answer.enrolment.reference for answer in found[:5]]
        hits[row["kind"]].append(hit)
        if not hit:
            missed.append(f"{row['kind']}: {row['typed']} for {row['first_names']} {row['last_name']}")
    return hits, missed


def _taken(manager: Any, typed: str) -> Taken:
    from django.db import connection  # noqa: PLC0415 - as above

    from victims.queries.search import find_enrolments  # noqa: PLC0415 - as above

    waited = [0.0]

    def timed(execute: Any, *statement: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            waited[0] += time.perf_counter() - began

    served_by = connection.connection.info.backend_pid
    with connection.execute_wrapper(timed):
        processor = time.process_time() + _processor_of(served_by)
        began = time.perf_counter()
        find_enrolments(manager, typed)
        whole = time.perf_counter() - began
        processor = time.process_time() + _processor_of(served_by) - processor
    return Taken(whole * 1000, waited[0] * 1000, processor * 1000)


def _processor_of(process: int) -> float:
    """Seconds of processor a process of this machine has used; nan when it is not of this machine."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return math.nan


def _print_times(typed: list[str], rounds: list[list[Taken]]) -> None:
    """Of each question its quietest round: what else the machine did is no part of a search."""
    quietest = [Taken(*map(min, zip(*of_one, strict=True))) for of_one in zip(*rounds, strict=True)]
    for what in Taken._fields:
        taken = sorted((getattr(one, what), question) for one, question in zip(quietest, typed, strict=True))
        median, p95, worst = taken[len(taken) // 2][0], taken[int(len(taken) * 0.95)][0], taken[-1]
        print(f"{what:10} median {median:5.1f} ms, p95 {p95:5.1f} ms, worst {worst[0]:5.1f} ms ({worst[1]})")
    every = sorted(one.whole for of_all in rounds for one in of_all)
    print(f"all rounds median {every[len(every) // 2]:5.1f} ms, p95 {every[int(len(every) * 0.95)]:5.1f} ms")


if __name__ == "__main__":
    main()
