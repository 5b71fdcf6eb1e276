"""The database itself refuses to change or remove what was recorded, through the ORM and through SQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, models, transaction

from accounts import audit
from accounts.actions.audit_seals import seal_audit
from accounts.models import AccessLogEntry, AuditEntry, AuditSeal, User
from tests.accounts.trail import TESTED
from vlu.lib import clock

CHANGES: dict[type[models.Model], dict[str, object]] = {
    AuditEntry: {"actor_label": "Somebody else"},
    AccessLogEntry: {"purpose": "Another"},
    AuditSeal: {"entries": 0},
}


@pytest.fixture(params=CHANGES, ids=lambda model: model.__name__)
def row(request: pytest.FixtureRequest, person: Callable[..., User]) -> models.Model:
    who = person()
    audit.record(TESTED, who, who, words="a note")
    audit.record_reading(who, who, "Looked")
    AuditSeal.objects.create(
        number=1,
        at=clock.now(),
        cluster=1,
        from_transaction=0,
        to_transaction=1,
        entries=1,
        first_entry=1,
        last_entry=1,
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the pending check of a foreign key is what refuses
    found: models.Model = request.param.objects.get()
    return found


def test_a_row_is_not_updated(row: models.Model) -> None:
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        type(row)._default_manager.update(**CHANGES[type(row)])


def test_a_row_is_not_deleted(row: models.Model) -> None:
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        row.delete()


@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_sql_is_refused_too(row: models.Model, sql: str) -> None:
    refused = pytest.raises(DatabaseError, match=r"annot update or delete|are never removed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(row._meta.db_table))


def test_an_unfinished_change_is_never_sealed(person: Callable[..., User]) -> None:
    audit.record(TESTED, person(), None, words="a note")

    assert seal_audit() is None
