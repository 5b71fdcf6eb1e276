"""What an administrator does to limits and clocks, for tests.architecture.deeds."""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import User
from tests.access.world import World
from tests.architecture.deed import Deed
from victims.actions.recompute_runs import ask_for_recompute
from victims.clock_enums import RecomputeCause


def _ask(world: World, by: User) -> object:
    return ask_for_recompute(cause=RecomputeCause.BY_HAND, by=by)


DEEDS_OF_LIMITS = {
    "victims.actions.recompute_runs.ask_for_recompute": Deed(Role.ADMIN, _ask, ("clocks.recompute_asked",)),
}
SILENT = {
    "victims.actions.recomputing.correct_clocks": "it writes an entry for each enrolment that differs; here none does",
    "victims.actions.recompute_runs.recompute_as_due": "derived from facts; what it corrects is written down",
    "victims.actions.recompute_runs.check_clocks": "derived from facts; what it corrects is written down",
    "victims.actions.recompute_runs.carry_on": "derived from facts; what it corrects is written down",
}
