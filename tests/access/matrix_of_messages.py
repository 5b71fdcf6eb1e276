"""Messages that are held, did not arrive or are posted by hand: part of tests/access/matrix.py, which makes entries of
these facts. Administrators deal with those of no unit, so what is in the world is not theirs."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import User
from tests.access.answers import Answers
from tests.access.world import World
from tests.access.world_of_messages import MADE_BY

MANAGERS = frozenset({Role.MANAGER})
ADMINISTRATORS = frozenset({Role.ADMIN})


def _batch(world: World, user: User) -> dict[str, Any]:
    return {"number": world.held_batch.pk}


def _decides(**facts: str) -> dict[str, Any]:
    sends: Answers = lambda world, user: {"seen": "1", **facts}  # noqa: E731 - of a table
    return {"roles": MANAGERS, "outside": ADMINISTRATORS, "shows": (MADE_BY,), "gives": _batch, "sends": sends}


MESSAGES: dict[str, dict[str, Any]] = {
    "notifications:held_batches": {
        "roles": MANAGERS,
        "outside": ADMINISTRATORS,
        "shows": (MADE_BY,),
        "is_list": True,
    },
    "notifications:held_batch": {"roles": MANAGERS, "outside": ADMINISTRATORS, "shows": (MADE_BY,), "gives": _batch},
    "notifications:sample_batch": _decides(),
    "notifications:release_batch": _decides(),
    "notifications:discard_batch": _decides(reason="Made by mistake"),
}
