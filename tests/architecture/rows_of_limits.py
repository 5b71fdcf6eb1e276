"""Versions of limits and runs that count by them, and what would break their rows (tests.architecture.broken_rows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from accounts.enums import Role
from tests.access.world import World
from victims.actions.recompute_runs import ask_for_recompute
from victims.clock_enums import RecomputeCause
from victims.models import RecomputeRun, TimeLimit

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def _limit(world: World) -> TimeLimit:
    return TimeLimit.objects.get(code="T13")


def _run(world: World) -> RecomputeRun:
    return ask_for_recompute(cause=RecomputeCause.BY_HAND, by=world.here[Role.ADMIN])


CHANGED: dict[str, Broken] = {
    "limit_unit_is_known": (_limit, {"unit": "week"}),
    "limit_direction_is_known": (_limit, {"direction": "around"}),
    "limit_runs_for_an_amount": (_limit, {"amount": None}),
    "limit_ends_after_it_begins": (_limit, {"valid_to": date(2022, 3, 31)}),
    "recompute_cause_is_known": (_run, {"cause": "boredom"}),
    "recompute_state_says_how_far_it_is": (_run, {"state": "done"}),
    "recompute_counts_what_it_did": (_run, {"failed": 1}),
    "limit_entered_by_somebody_begins_on_a_day": (_limit, {"entered_at": "2026-11-20T10:00Z"}),
}
REPEATED: dict[str, Broken] = {
    "one_version_of_a_limit_a_day": (_limit, {}),
    "versions_of_a_limit_do_not_overlap": (_limit, {"valid_from": date(2026, 1, 1)}),
}
