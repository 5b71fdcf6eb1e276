"""The limits that figures are held against, read from the table of limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
Steps = tuple[list[int], list[str]]
STAGE_NAMES = {Stage.REFERRAL: "referral", Stage.CONTACT: "contact", Stage.OVERALL: "overall"}


class LimitMissing(DomainError):
    """The table of limits does not say how many working days a stage has."""

    code = "limit_missing"


def limits_in_working_days() -> list[TimeLimit]:
    """Every version of every limit that counts in working days, in order. One query."""
    return list(TimeLimit.objects.filter(unit=LimitUnit.WORKING_DAY))


def amounts_of_limits() -> Amounts:
    """Of every limit that counts in working days, by its code: the version in force today."""
    return amounts_among(limits_in_working_days())


def amounts_among(limits: Iterable[TimeLimit]) -> Amounts:
    today = clock.today()
    return {
        row.code: row.amount
        for row in limits
        if (row.valid_from is None or row.valid_from <= today) and (row.valid_to is None or today <= row.valid_to)
    }


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


def steps_among(limits: Iterable[TimeLimit]) -> Mapping[str, Steps]:
    """Every version of each limit, by its code: amounts, and from when each but the first counts."""
    steps: dict[str, Steps] = {}
    for row in limits:
        if row.amount is not None:
            amounts, since = steps.get(row.code, ([], []))
            days = [row.valid_from.isoformat()] if amounts and row.valid_from else []
            steps[row.code] = ([*amounts, row.amount], [*since, *days])
    return steps


def stage_steps(steps: Mapping[str, Steps], scheme: Scheme) -> dict[str, object]:
    """The row of one scheme for reports.queries.stage_days. To be asked once stage_limits found every limit there."""
    codes = {str(STAGE_NAMES[measure.stage]): measure.limit_codes[scheme] for measure in STAGES}
    if scheme in AFTER_OPT_OUT:
        codes["after_opt_out"] = AFTER_OPT_OUT[scheme]
    row: dict[str, object] = {"scheme": scheme.value}
    for name, code in codes.items():
        row[name], row[f"{name}_from"] = steps[code]
    return row


def _amount(amounts: Amounts, code: str) -> int:
    amount = amounts.get(code)
    if amount is None:
        raise LimitMissing(f"Limit {code} has no working days. Ask an administrator to mend the table of limits.")
    return amount
