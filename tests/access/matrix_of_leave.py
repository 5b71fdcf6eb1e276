"""Leave and cover, and what is said of a date: part of tests/access/matrix.py, which makes entries of these facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.enums import Role
from accounts.models import User
from tests.access import answers
from tests.access.world import CASE, COLLEAGUE, VICTIM_IN_LISTS, World
from victims.enums import DeadlineKind
from victims.models import Deadline
from vlu.lib import clock

OFFICERS = frozenset({Role.VLO, Role.MANAGER})


def overdue_clock(world: World) -> Deadline:
    """A step agreed with the victim of the world, due yesterday: made when it is first asked for."""
    yesterday = clock.today() - timedelta(days=1)
    found, _ = Deadline.objects.get_or_create(
        enrolment=world.enrolment, kind=DeadlineKind.FOLLOW_UP, due_on=yesterday, defaults={"started_on": yesterday}
    )
    return found


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


def _first_contact(world: World, user: User) -> dict[str, Any]:
    clock_of_contact = world.enrolment.deadlines.get(kind="first_contact")
    return {"reference": world.enrolment.reference, "number": clock_of_contact.pk}


def _put_off(world: World, user: User) -> dict[str, Any]:
    due_on = world.enrolment.deadlines.get(kind="first_contact").due_on
    return {"until": date(2026, 11, 23), "reason": "They are abroad", "seen": due_on.toordinal()}


def _overdue(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.reference, "number": overdue_clock(world).pk}


def _taken(world: World, user: User) -> dict[str, Any]:
    return {"note": "Calling at noon", "seen": overdue_clock(world).due_on.toordinal()}


IN_HAND: dict[str, dict[str, Any]] = {
    "notifications:remind_later": {
        "roles": frozenset({Role.VLO}),
        "shows": (CASE, VICTIM_IN_LISTS),
        "gives": _first_contact,
        "sends": _put_off,
    },
    "notifications:in_hand": {
        "roles": OFFICERS,
        "shows": (CASE, VICTIM_IN_LISTS),
        "gives": _overdue,
        "sends": _taken,
    },
}
