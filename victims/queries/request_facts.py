"""What is derived when a request for a referral is opened: the referral's last day."""

from __future__ import annotations

from datetime import date

from cases.enums import Scheme
from cases.models import Case, Offence
from cases.queries.calendar import working_calendar
from cases.queries.eligibility import sentence_began_to_count
from victims.queries.limits import current_limits
from victims.rules.clocks import referral_start


def referral_due_on(case: Case, deciding: Offence, scheme: str, opt_out_ended_on: date | None) -> date:
    """The last day of the limit for the referral, in working days: T05 or T12 after the sentence, or after the day on
    which it began to count; or T25 after the end of the time a youth offending team gave to opt out."""
    sentenced_on = sentence_began_to_count(deciding) or case.sentenced_on
    limits = {limit.code: limit.amount for limit in current_limits()}
    code, start = referral_start(Scheme(scheme), sentenced_on, opt_out_ended_on)
    return working_calendar().add(max(start, sentenced_on), limits[code])
