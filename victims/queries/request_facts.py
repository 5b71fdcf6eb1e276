"""What is derived when a request for a referral is opened: the referral's last day."""

from __future__ import annotations

from datetime import date

from cases.enums import Scheme
from cases.models import Case, Offence
from cases.queries.calendar import working_calendar
from cases.queries.eligibility import sentence_began_to_count
from victims.queries.limits import current_limits
from victims.rules.clocks import referral_start
from victims.rules.limits import version_or_first


def referral_due_on(case: Case, deciding: Offence, scheme: str, opt_out_ended_on: date | None) -> date:
    """The last day of the limit for the referral: T05 or T12 after the sentence, or after the day on
    which it began to count; or T25 after the end of the time a youth offending team gave to opt out.

    Raises LimitNotHeld.
    """
    sentenced_on = sentence_began_to_count(deciding) or case.sentenced_on
    code, start = referral_start(Scheme(scheme), sentenced_on, opt_out_ended_on)
    start = max(start, sentenced_on)
    return version_or_first(current_limits(), code, start).due_on(start, working_calendar())
