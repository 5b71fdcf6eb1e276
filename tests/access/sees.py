"""How a test says exactly what somebody sees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from accounts.models import User
from vlu.lib.querysets import ConfidentialQuerySet


def assert_sees_exactly(queryset: ConfidentialQuerySet[Any], user: User, expected: Iterable[Model]) -> None:
    """Neither a row less nor a row more, through `visible_to` alone."""
    seen, wanted = {row.pk for row in queryset.visible_to(user)}, {row.pk for row in expected}
    assert seen == wanted, (
        f"{user.role} {user.name} sees {sorted(seen)} of {queryset.model.__name__}, not {sorted(wanted)}"
    )
