"""An audit trail for tests to tamper with, as somebody with the database's own password could."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from accounts import audit
from accounts.actions.audit_seals import seal_audit
from accounts.models import AuditEntry, AuditSeal, Organisation
from accounts.queries.audit_chain import inspect_trail

TESTED = audit.verb("tests.wrote", "wrote {words} about {reference}")
SECONDS_FOR_OTHERS_TO_FINISH = 60


def write(count: int = 1, words: str = "a note") -> list[AuditEntry]:
    """Entries, each in a transaction of its own."""
    subject = Organisation.objects.order_by("pk").first()
    assert subject is not None
    for _ in range(count):
        audit.record(TESTED, subject, None, words=words)
    return list(AuditEntry.objects.order_by("-pk")[:count])[::-1]


def seal() -> AuditSeal:
    """Seal what was written."""
    wait_for_others()
    made = seal_audit()
    assert made is not None
    return made


def wait_for_others() -> None:
    """Until no other database of this server has a transaction that began before the last entry."""
    last = AuditEntry.objects.order_by("-transaction_number").first()
    assert last is not None
    until = time.monotonic() + SECONDS_FOR_OTHERS_TO_FINISH
    while _oldest_running() <= last.transaction_number:
        assert time.monotonic() < until, "another database's transaction on this server does not end"
        time.sleep(0.05)


def _oldest_running() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        oldest: int = cursor.fetchone()[0]
        return oldest


@contextmanager
def triggers_aside(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(sql: str, *values: int) -> None:
    """Run SQL with the triggers of the table it names standing aside."""
    table = "accounts_auditseal" if "accounts_auditseal" in sql else "accounts_auditentry"
    with triggers_aside(table), connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount > 0, "nothing was tampered with"


def first_fault() -> tuple[int, str]:
    faults = inspect_trail().faults
    assert faults, "the tampering was not found"
    return faults[0].entry, faults[0].sentence
