"""Messages that are held, did not arrive or are posted by hand: part of tests/access/matrix.py, which makes entries of
these facts. Administrators deal with those of no unit, so what is in the world is not theirs."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import User
from tests.access import answers
from tests.access.answers import Answers
from tests.access.world import World
from tests.access.world_of_messages import ENVELOPE, MADE_BY, REFUSED, message_of

MANAGERS = frozenset({Role.MANAGER})
INTAKE = frozenset({Role.VAO, Role.MANAGER})
ADMINISTRATORS = frozenset({Role.ADMIN})


def _batch(world: World, user: User) -> dict[str, Any]:
    return {"number": world.held_batch.pk}


def _message(world: World, user: User) -> dict[str, Any]:
    return {"reference": message_of("failed").reference}


def _letter(world: World, user: User) -> dict[str, Any]:
    return {"reference": message_of("print").reference}


def _posted(world: World, user: User) -> dict[str, Any]:
    return {"reference": message_of("posted").reference}


def _list(shows: str) -> dict[str, Any]:
    return {"roles": INTAKE, "outside": ADMINISTRATORS, "shows": (shows,), "is_list": True}


def _settles(gives: Answers, shows: tuple[str, ...] = (), **facts: Any) -> dict[str, Any]:
    return {"roles": INTAKE, "outside": ADMINISTRATORS, "shows": shows, "gives": gives, **facts}


def _decides(**facts: str) -> dict[str, Any]:
    sends: Answers = lambda world, user: {"seen": "1", **facts}  # noqa: E731 - of a table
    return {"roles": MANAGERS, "outside": ADMINISTRATORS, "shows": (MADE_BY.lower(),), "gives": _batch, "sends": sends}


MESSAGES: dict[str, dict[str, Any]] = {
    "notifications:held_batches": {**_list(MADE_BY), "roles": MANAGERS},
    "notifications:held_batch": {"roles": MANAGERS, "outside": ADMINISTRATORS, "shows": (MADE_BY,), "gives": _batch},
    "notifications:sample_batch": _decides(),
    "notifications:release_batch": _decides(),
    "notifications:discard_batch": _decides(reason="Made by mistake"),
    "notifications:undelivered": _list(REFUSED),
    "notifications:print_queue": _list("Kent Witness Care Unit"),
    "notifications:message": _settles(_message, (REFUSED,)),
    "notifications:send_again": _settles(_message, (REFUSED,), sends=answers.nothing),
    "notifications:post_instead": _settles(_message, (REFUSED,), sends=lambda world, user: {"envelope": ENVELOPE}),
    "notifications:dealt_with": _settles(_message, (REFUSED,), sends=lambda world, user: {"note": "Telephoned"}),
    "notifications:letter": _settles(_letter, ("Fossil Street",)),
    "notifications:mark_posted": _settles(_letter, reads=False, sends=answers.nothing),
    "notifications:mark_returned": _settles(_posted, reads=False, sends=answers.nothing),
}
