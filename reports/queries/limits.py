"""The limits that figures are held against, read from the table of limits."""

from __future__ import annotations

from collections.abc import Mapping

from cases.enums import Scheme
from reports.enums import Stage
from reports.measures import STAGES
from victims.models import TimeLimit
from vlu.lib.errors import DomainError

Limits = Mapping[tuple[Scheme, Stage], int]


class LimitMissing(DomainError):
    """The table of limits does not say how many working days a stage has."""

    code = "limit_missing"


def stage_limits() -> Limits:
    """Working days of each scheme and stage. Raises LimitMissing when a row is not there or not in working days."""
    amounts = dict(TimeLimit.objects.filter(unit="working_day").values_list("code", "amount"))
    limits: dict[tuple[Scheme, Stage], int] = {}
    for measure in STAGES:
        for scheme, code in measure.limit_codes.items():
            amount = amounts.get(code)
            if amount is None:
                raise LimitMissing(
                    f"Limit {code} has no working days. Ask an administrator to mend the table of limits."
                )
            limits[scheme, measure.stage] = amount
    return limits
