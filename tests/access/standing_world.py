"""The world of the permission matrix as fixtures: built once for a module, handed to each test as it was built."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.access import world as secrets
from tests.access.world import World
from tests.conftest import TODAY
from vlu.lib import clock


@pytest.fixture(scope="module")
def built_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Its rows stand until the last test of the module; what a test writes is undone after it."""
    with django_db_blocker.unblock(), clock.frozen_at(TODAY), transaction.atomic():
        yield secrets.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(db: None, built_world: World) -> World:
    """A copy, because a test may change what it holds."""
    return deepcopy(built_world)
