"""What is derived when a request for a referral is opened: the referral's last day."""

from __future__ import annotations

from datetime import date

from cases.enums import Scheme
from cases.queries.calendar import working_calendar
from victims.enums import DeadlineKind
from victims.queries.limits import current_limits
from victims.rules.clocks import LIMIT_OF


def referral_due_on(sentenced_on: date, scheme: str) -> date:
    """The last day of the limit for the referral: T05 or T12, in working days after sentence."""
    limits = {limit.code: limit.amount for limit in current_limits()}
    return working_calendar().add(sentenced_on, limits[LIMIT_OF[DeadlineKind.REFERRAL, Scheme(scheme)]])
