"""The enrolments a search found, with what its list shows and the record of who was found: one planned statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

from accounts.models import User
from cases.models import Case, Offender
from victims.models import Enrolment, Victim
from victims.queries.search_scope import Scope

_SHOWN: dict[str, tuple[type[models.Model], frozenset[str]]] = {
    "e": (
        Enrolment,
        frozenset({"id", "reference", "scheme", "urgent_from", "next_due_on", "next_kind", "victim_id", "case_id"})
        | {"officer_id"},
    ),
    "v": (Victim, frozenset({"id", "reference", "first_names", "last_name"})),
    "c": (Case, frozenset({"id", "offender_id"})),
    "o": (Offender, frozenset({"id", "first_names", "last_name"})),
    "u": (User, frozenset({"id", "name"})),
}


def _columns(alias: str) -> list[str]:
    """In the order of the model, as `from_db` takes their values."""
    model, shown = _SHOWN[alias]
    return [field.attname for field in model._meta.concrete_fields if field.attname in shown]  # noqa: SLF001


_COLUMNS = {alias: _columns(alias) for alias in _SHOWN}
_SELECTED = ", ".join(f"{alias}.{name}" for alias, names in _COLUMNS.items() for name in names)
_ANSWERS = """
SELECT {columns}
FROM unnest(string_to_array(%(ids)s, '|')::bigint[]) AS found(id)
JOIN LATERAL (SELECT s.id FROM ({scope}) s WHERE s.id = found.id OFFSET 0) visible ON true
JOIN victims_enrolment e ON e.id = visible.id
JOIN victims_victim v ON v.id = e.victim_id
JOIN cases_case c ON c.id = e.case_id
JOIN cases_offender o ON o.id = c.offender_id
LEFT JOIN accounts_user u ON u.id = e.officer_id
"""


def enrolments_listed(scope: Scope, ids: Sequence[int]) -> dict[int, Enrolment]:
    """By id, those of the ids that are within the scope."""
    if not ids:
        return {}
    rows = scope.rows(_ANSWERS.format(scope=scope.sql, columns=_SELECTED), {"ids": "|".join(map(str, ids))})
    return {enrolment.pk: enrolment for enrolment in map(_enrolment, rows)}


def _enrolment(row: Sequence[Any]) -> Enrolment:
    read: dict[str, Any] = {}
    start = 0
    for alias, names in _COLUMNS.items():
        model, shown = _SHOWN[alias]
        read[alias] = model.from_db(DEFAULT_DB_ALIAS, shown, row[start : start + len(names)])
        start += len(names)
    enrolment: Enrolment = read["e"]
    enrolment.victim, enrolment.case, enrolment.case.offender = read["v"], read["c"], read["o"]
    enrolment.officer = read["u"] if enrolment.officer_id else None
    return enrolment
