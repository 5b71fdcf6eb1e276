"""The audit trail: what was done, to what, by whom. The database itself refuses to change or delete a row of it.

Tampering shows without a global lock. Each entry carries a hash of its own columns, made by the database when it is
written. Every minute the entries of finished transactions are sealed in a batch: a seal holds their number and a keyed
digest chained to the seal before. The tally counts entries as they are written, in whichever of its rows is free, so
that a cut tail shows even before it was sealed.
"""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

APPEND_ONLY = [
    pgtrigger.Protect(name="refuse_change", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="refuse_truncate",
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'Rows of % are never removed', TG_TABLE_NAME;",
    ),
]

# accounts_cluster() is the server's own identifier (migration 0006). It cannot change while a session lasts, so it is
# declared immutable: the server then reads its control file once for a session, and not once for a row.

# Kept in one place because verification recomputes it (accounts.queries.audit_chain).
ROW_HASH_SQL = """encode(sha256(convert_to(jsonb_build_array(
    {row}.id, extract(epoch from {row}.at), {row}.actor_id, {row}.actor_label, {row}.verb, {row}.subject_type,
    {row}.subject_ref, {row}.region, {row}.facts, {row}.cluster, {row}.transaction_number
)::text, 'UTF8')), 'hex')"""


class AuditEntry(models.Model):
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_label = models.CharField(max_length=160)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=60)
    region = models.CharField(max_length=3, blank=True)
    facts = models.JSONField(default=dict)
    cluster = models.BigIntegerField(editable=False, default=0)
    transaction_number = models.BigIntegerField(editable=False, default=0)
    row_hash = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_ref", "subject_type", "-id"], name="audit_of_a_reference"),  # timeline, trail
            models.Index(fields=["cluster", "transaction_number"], name="audit_by_transaction"),  # sealing
            models.Index(fields=["actor", "-id"], name="audit_of_a_person"),  # trail of what somebody did
            BrinIndex(fields=["at"], name="audit_by_time"),  # trail by period
        ]
        triggers = [
            *APPEND_ONLY,
            pgtrigger.Trigger(
                name="hash_row",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                    NEW.cluster = accounts_cluster();
                    NEW.transaction_number = pg_current_xact_id()::text::bigint;
                    NEW.row_hash = {ROW_HASH_SQL.format(row="NEW")};
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="tally_rows",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(new="written"),  # type: ignore[no-untyped-call]
                func="""
                    UPDATE accounts_audittally SET entries = entries + (SELECT count(*) FROM written)
                    WHERE id = (SELECT id FROM accounts_audittally ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED);
                    IF NOT FOUND THEN
                        INSERT INTO accounts_audittally (entries) SELECT count(*) FROM written;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.subject_ref}"


class AuditTally(models.Model):
    """How many entries and seals were ever written, spread over rows so that writers do not wait for one another."""

    entries = models.BigIntegerField()
    seals = models.BigIntegerField(db_default=0)

    def __str__(self) -> str:
        return str(self.entries)


class AuditSeal(models.Model):
    """A batch of finished entries: those of one database cluster in [from_transaction, to_transaction)."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    cluster = models.BigIntegerField()
    from_transaction = models.BigIntegerField()
    to_transaction = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        triggers = [
            *APPEND_ONLY,
            pgtrigger.Trigger(
                name="tally_seal",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func="""
                    UPDATE accounts_audittally SET seals = seals + 1
                    WHERE id = (SELECT id FROM accounts_audittally ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED);
                    IF NOT FOUND THEN
                        INSERT INTO accounts_audittally (entries, seals) VALUES (0, 1);
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Seal {self.number}: {self.entries} entries"
