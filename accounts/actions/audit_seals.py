"""Close the entries of finished transactions into a seal that names them and carries on from the seal before."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Max, Min

from accounts.models import AuditEntry, AuditSeal
from accounts.queries.audit_chain import MEMBERS_SQL, seal_digest
from vlu.lib import clock

SEALING = 0x5EA1  # the number of the advisory lock that sealers wait for


@transaction.atomic
def seal_audit() -> AuditSeal | None:
    """Seal what no running transaction can still add to. None when nothing new is finished.

    Entries keep the cluster they were written in, so that a database restored elsewhere, where transactions are
    numbered anew, seals what the old one left over before its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING])
        # Read after the lock is held: the number below which every transaction has ended.
        cursor.execute(
            "SELECT system_identifier, pg_snapshot_xmin(pg_current_snapshot())::text::bigint FROM pg_control_system()"
        )
        here, finished = cursor.fetchone()
    ends = [(cluster, _last_transaction(cluster) + 1) for cluster in _clusters() if cluster != here]
    return next((seal for cluster, end in [*ends, (here, finished)] if (seal := _seal_to(cluster, end))), None)


def _clusters() -> Iterator[int]:
    """Each cluster entries were written in: one step through the index for each, however many entries there are."""
    cluster = AuditEntry.objects.aggregate(first=Min("cluster"))["first"]
    while cluster is not None:
        yield cluster
        cluster = AuditEntry.objects.filter(cluster__gt=cluster).aggregate(following=Min("cluster"))["following"]


def _last_transaction(cluster: int) -> int:
    last: int = AuditEntry.objects.filter(cluster=cluster).aggregate(last=Max("transaction_number"))["last"]
    return last


def _seal_to(cluster: int, end: int) -> AuditSeal | None:
    before = AuditSeal.objects.filter(cluster=cluster).order_by("-number").first()
    start = before.to_transaction if before else 0
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS_SQL.format(cluster="%s", start="%s", end="%s"), [cluster, start, end])
        entries, first, last, members = cursor.fetchone()
    if not entries:
        return None
    previous = AuditSeal.objects.order_by("-number").first()
    seal = AuditSeal(
        number=previous.number + 1 if previous else 1,
        at=clock.now(),
        cluster=cluster,
        from_transaction=start,
        to_transaction=end,
        entries=entries,
        first_entry=first,
        last_entry=last,
    )
    seal.digest = seal_digest(seal, previous.digest if previous else "", members)
    seal.save(force_insert=True)
    return seal
