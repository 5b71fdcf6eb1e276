"""The limits that figures are held against, read from the table of limits."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models.organisations import in_force_on
from cases.enums import Scheme
from reports.enums import Stage
from reports.measures import STAGES
from victims.clock_enums import LimitUnit
from victims.models import TimeLimit
from victims.rules.clocks import AFTER_OPT_OUT
from vlu.lib import clock
from vlu.lib.errors import DomainError

Limits = Mapping[tuple[Scheme, Stage], int]
Amounts = Mapping[str, int | None]


class LimitMissing(DomainError):
    """The table of limits does not say how many working days a stage has."""

    code = "limit_missing"


def amounts_of_limits() -> Amounts:
    """Of every limit that counts in working days, by its code: the version in force today."""
    in_working_days = TimeLimit.objects.filter(in_force_on(clock.today()), unit=LimitUnit.WORKING_DAY)
    return dict(in_working_days.values_list("code", "amount"))


def stage_limits(amounts: Amounts) -> Limits:
    """Working days of each scheme and stage. Raises LimitMissing when a row is not there or not in working days."""
    return {
        (scheme, measure.stage): _amount(amounts, code)
        for measure in STAGES
        for scheme, code in measure.limit_codes.items()
    }


def opt_out_limits(amounts: Amounts) -> Mapping[Scheme, int]:
    """Working days for a referral after the time to opt out that a youth offending team gave. Raises LimitMissing."""
    return {scheme: _amount(amounts, code) for scheme, code in AFTER_OPT_OUT.items()}


def _amount(amounts: Amounts, code: str) -> int:
    amount = amounts.get(code)
    if amount is None:
        raise LimitMissing(f"Limit {code} has no working days. Ask an administrator to mend the table of limits.")
    return amount
