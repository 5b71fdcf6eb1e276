"""What an administrator does to limits and clocks, for tests.architecture.deeds."""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import User
from tests.access.world import World
from tests.architecture.deed import Deed
from tests.factories.cases import NOW
from victims.actions.limit_changes import LimitChange, change_limit
from victims.actions.recompute_runs import ask_for_recompute
from victims.clock_enums import RecomputeCause


def _ask(world: World, by: User) -> object:
    return ask_for_recompute(cause=RecomputeCause.BY_HAND, by=by)


def _change(world: World, by: User) -> object:
    change = LimitChange(amount=9, runs=True, from_day=NOW.date(), source="Instruction 7", confidence="H")
    return change_limit(code="T13", change=change, by=by)


DEEDS_OF_LIMITS = {
    "victims.actions.limit_changes.change_limit": Deed(
        Role.ADMIN, _change, ("limit.changed", "clocks.recompute_asked")
    ),
    "victims.actions.recompute_runs.ask_for_recompute": Deed(Role.ADMIN, _ask, ("clocks.recompute_asked",)),
}
SILENT = {
    "victims.actions.limit_changes.changed_version": "it only reads",
    "victims.actions.limit_changes.may_be_switched_off": "it only reads",
    "victims.actions.limit_changes.length_of": "it only reads",
    "victims.actions.duty_rows.write_duties": "it is a part of correct_clocks, which writes the entries",
    "victims.actions.recomputing.correct_clocks": "it writes an entry for each enrolment that differs; here none does",
    "victims.actions.recompute_runs.recompute_as_due": "derived from facts; what it corrects is written down",
    "victims.actions.recompute_runs.check_clocks": "derived from facts; what it corrects is written down",
    "victims.actions.recompute_runs.carry_on": "derived from facts; what it corrects is written down",
}
