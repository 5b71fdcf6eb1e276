"""The base of every confidential queryset: it shows nothing until a rule says who may see what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User

Row = TypeVar("Row", bound=models.Model)


class ConfidentialQuerySet(models.QuerySet[Row]):
    """Rows that only some people may see. Subclasses override `visible_to`; forgetting to is safe."""

    def visible_to(self, user: User) -> Self:
        return self.none()
