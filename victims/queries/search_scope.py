"""What the person who searches may see: Enrolment.objects.visible_to as part of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from victims.models import Enrolment
from vlu.lib.planned import planned_rows

MOST_KEPT = 2000  # scopes in memory, one for each person who searched


@dataclass(frozen=True)
class Scope:
    """The ids of visible enrolments with their victim and case, as SQL with named values."""

    sql: str
    values: dict[str, Any]

    @classmethod
    def of(cls, user: User) -> Scope:
        """Written once for everything visible_to reads of a user: whether they are active, their role and their region.

        Raises EmptyResultSet when they see no case at all.
        """
        asker = (user.pk, user.is_active, user.role, user.region_code)
        if asker not in _kept:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            _kept[asker] = cls.written_for(user)
        return _kept[asker]

    @classmethod
    def written_for(cls, user: User) -> Scope:
        visible = Enrolment.objects.visible_to(user).order_by()
        sql, values = visible.values("id", "victim_id", "case_id").query.sql_with_params()
        named = {f"scope{n}": value for n, value in enumerate(values)}
        return cls(sql % tuple(f"%({name})s" for name in named), named)

    def rows(self, statement: str, values: Mapping[str, Any]) -> list[Any]:
        return planned_rows(statement, {**self.values, **values})


_kept: dict[tuple[Any, ...], Scope] = {}
