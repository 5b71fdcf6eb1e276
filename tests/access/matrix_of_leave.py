"""Leave and cover: part of tests/access/matrix.py, which makes entries of these facts."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import User
from tests.access import answers
from tests.access.world import COLLEAGUE, World
from vlu.lib import clock

OFFICERS = frozenset({Role.VLO, Role.MANAGER})


def _today_away(world: World, user: User) -> dict[str, Any]:
    """A manager says who; an officer's is their own."""
    who = {} if user.role == Role.VLO else {"person": world.here[Role.VLO].pk}
    today = clock.today()
    days = {**answers.date("first_day", today), **answers.date("last_day", today)}
    return {**who, **days, "cover": world.colleague.pk}


ABSENCES: dict[str, dict[str, Any]] = {
    "accounts:absences": {"roles": OFFICERS, "shows": (COLLEAGUE,), "is_list": True},
    "accounts:record_absence": {"roles": OFFICERS, "shows": (COLLEAGUE,), "sends": _today_away, "is_list": True},
    "accounts:cancel_absence": {
        "roles": OFFICERS,
        "shows": (COLLEAGUE,),
        "gives": lambda world, user: {"number": world.absence.pk},
        "sends": answers.nothing,
    },
}
