"""The days a youth offending team says, and what its own two limits make of them (domain 1.8; HMIP appendix 1).

T24: tell the person within 1 working day of the court's information. T25: refer within 10 working days of the end of
the time to opt out. Where no such end is known the referral counts from the sentence, as anybody's does (T05).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vlu.lib.dates import in_words
from vlu.lib.working_days import WorkingCalendar

TELL_LIMIT = "T24"
NO_END_KNOWN = (
    "No end of an opt-out period is known, so the working days for the referral count from the day of the sentence."
)


@dataclass(frozen=True)
class YouthDays:
    """Each None while nobody has said it."""

    court_informed_on: date | None
    told_on: date | None
    opt_out_ended_on: date | None


def out_of_order(days: YouthDays, sentenced_on: date) -> str | None:
    """The field of the first day that lies before one it must follow; None when they can all be true."""
    latest = sentenced_on
    fields = (
        ("court_informed_on", days.court_informed_on),
        ("told_of_scheme_on", days.told_on),
        ("opt_out_ended_on", days.opt_out_ended_on),
    )
    for name, day in fields:
        if day is not None and day < latest:
            return name
        latest = day or latest
    return None


def told_words(days: YouthDays, limit: int, calendar: WorkingCalendar) -> str:
    """How the telling stands against its limit, in working days."""
    allowed = _working_days(limit)
    if days.told_on is None:
        return f"The team has not said when it told them of the scheme. It has {allowed} from the court’s information."
    told = f"The team told them of the scheme on {in_words(days.told_on)}"
    if days.court_informed_on is None:
        return f"{told}. When the court informed the team is not known."
    taken = calendar.count(days.court_informed_on, days.told_on)
    judged = "in time" if taken <= limit else "late"
    return (
        f"{told}, {_working_days(taken)} after the court’s information of {in_words(days.court_informed_on)}: "
        f"{judged}, as the limit is {allowed}."
    )


def opt_out_words(ended_on: date | None) -> str:
    """From which day the referral counts."""
    if ended_on is None:
        return NO_END_KNOWN
    return f"The opt-out period ended on {in_words(ended_on)}. The working days for the referral count from that day."


def _working_days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"
