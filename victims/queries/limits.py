"""The limits clocks are derived from, as the rules want them."""

from __future__ import annotations

from victims.models import TimeLimit
from victims.rules.clocks import AFTER_OPT_OUT, LIMIT_OF, Limit


def current_limits() -> tuple[Limit, ...]:
    """Every limit a stage clock uses, in working days."""
    rows = TimeLimit.objects.filter(
        code__in={*LIMIT_OF.values(), *AFTER_OPT_OUT.values()}, unit="working_day", amount__isnull=False
    )
    return tuple(
        Limit(code, amount or 0, valid_from, valid_to)
        for code, amount, valid_from, valid_to in rows.values_list("code", "amount", "valid_from", "valid_to")
    )
