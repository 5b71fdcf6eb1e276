"""Whether the audit trail is as it was written. Everything large is compared inside the database; no entry is loaded.

Four questions, each answered with the first entry that is wrong:
- does every entry still carry the hash of its own columns (an edit, a changed actor);
- does every seal carry on from the one before, with a digest only the key's holder can make (a deleted or edited seal);
- are the entries of a seal those that were sealed (a deletion, an addition, an edit with its hash made anew);
- are there as many entries and seals as were ever written (a cut tail, even before it was sealed).
What it cannot see: somebody who removes the last seals with their entries and lowers the tally too. For that, keep the
number and digest of a seal outside this database (each sealing writes them to the log) and compare (`expected`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from accounts.models import AuditEntry, AuditSeal
from accounts.models.audit import ROW_HASH_SQL

SEALS_AT_ONCE = 500

# What is true of the entries of one cluster in a range of transactions. A string_agg holds up to 16 million hashes.
MEMBERS_SQL = """SELECT count(*) AS entries, min(id) AS first_entry, max(id) AS last_entry,
    encode(sha256(convert_to(coalesce(string_agg(row_hash, '' ORDER BY id), ''), 'UTF8')), 'hex') AS members
    FROM accounts_auditentry
    WHERE cluster = {cluster} AND transaction_number >= {start} AND transaction_number < {end}"""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `entry` is the first broken entry, or the nearest that can be named."""

    entry: int
    sentence: str


@dataclass(frozen=True)
class TrailReport:
    entries: int
    seals: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class SealedRange:
    """A seal as it is stored, beside what the entries of its range now are."""

    seal: AuditSeal
    entries: int
    first_entry: int | None
    last_entry: int | None
    members: str


def seal_digest(seal: AuditSeal, previous: str, members: str) -> str:
    """The keyed digest of a seal: hex of HMAC-SHA256 over the digest before it and everything it states."""
    stated = (
        previous,
        seal.number,
        seal.cluster,
        seal.from_transaction,
        seal.to_transaction,
        seal.entries,
        seal.first_entry,
        seal.last_entry,
        members,
    )
    return hmac.new(settings.AUDIT_KEY.encode(), "|".join(map(str, stated)).encode(), hashlib.sha256).hexdigest()


def inspect_trail(expected: tuple[int, str] | None = None) -> TrailReport:
    """Read the whole trail. `expected` is the number and digest of a seal that was kept outside this database."""
    found = [_first_altered_entry(), _first_broken_seal(), *_miscount()]
    if expected is not None:
        found.append(_unlike_the_kept_seal(*expected))
    faults = sorted((fault for fault in found if fault is not None), key=lambda fault: fault.entry)
    return TrailReport(AuditEntry.objects.count(), AuditSeal.objects.count(), tuple(faults))


def _first_altered_entry() -> Fault | None:
    row = _row(f"SELECT e.id FROM accounts_auditentry e WHERE e.row_hash <> {ROW_HASH_SQL.format(row='e')} "  # noqa: S608
               "ORDER BY e.id LIMIT 1")  # fmt: skip
    return Fault(row[0], f"Entry {row[0]} is not as it was written.") if row else None


def _first_broken_seal() -> Fault | None:
    previous, after, sealed_to = "", 0, dict[int, int]()
    for number, found in enumerate(_sealed_ranges(), start=1):
        seal = found.seal
        if seal.number != number:
            return Fault(after + 1, f"Seal {number} is missing: seal {seal.number} stands in its place.")
        if seal.from_transaction != sealed_to.get(seal.cluster, 0):
            return Fault(after + 1, f"Seal {number} does not carry on from the seal before it.")
        if fault := _fault_in(found, previous):
            return fault
        previous, after, sealed_to[seal.cluster] = seal.digest, seal.last_entry, seal.to_transaction
    return None


def _fault_in(found: SealedRange, previous: str) -> Fault | None:
    seal = found.seal
    if found.entries < seal.entries:
        entry = _first_number_without_an_entry(seal.first_entry, seal.last_entry) or seal.first_entry
        return Fault(
            entry,
            f"Entry {entry} is missing: seal {seal.number} closed over {_count(seal.entries)}, "
            f"and {found.entries} are left.",
        )
    if found.entries > seal.entries:
        return Fault(
            min(found.first_entry or seal.first_entry, seal.first_entry),
            f"Entries were slipped in among {seal.first_entry} to {seal.last_entry}: seal {seal.number} closed over "
            f"{_count(seal.entries)}, and there are {found.entries}.",
        )
    if not hmac.compare_digest(seal.digest, seal_digest(seal, previous, found.members)):
        return Fault(
            seal.first_entry,
            f"Entries {seal.first_entry} to {seal.last_entry} are not those that seal {seal.number} closed over, "
            "or the seal itself was changed, or AUDIT_KEY is not the key it was made with.",
        )
    return None


def _sealed_ranges() -> Iterator[SealedRange]:
    """Every seal in order of its number, a few hundred at a time, each with what its range holds now."""
    members = MEMBERS_SQL.format(cluster="s.cluster", start="s.from_transaction", end="s.to_transaction")
    done = -1
    while seals := list(AuditSeal.objects.filter(number__gt=done).order_by("number")[:SEALS_AT_ONCE]):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT s.id, m.* FROM accounts_auditseal s CROSS JOIN LATERAL ({members}) m WHERE s.id = ANY(%s)",  # noqa: S608
                [[seal.pk for seal in seals]],
            )
            held = {row[0]: row[1:] for row in cursor.fetchall()}
        for seal in seals:
            yield SealedRange(seal, *held[seal.pk])
        done = seals[-1].number


def _miscount() -> Iterator[Fault]:
    """One statement, so that all four numbers are of the same moment."""
    row = _row("""
        SELECT (SELECT coalesce(sum(entries), 0) FROM accounts_audittally), (SELECT count(*) FROM accounts_auditentry),
               (SELECT coalesce(sum(seals), 0) FROM accounts_audittally), (SELECT count(*) FROM accounts_auditseal),
               (SELECT coalesce(max(last_entry), 0) FROM accounts_auditseal),
               (SELECT coalesce(max(id), 0) FROM accounts_auditentry)
    """)
    written, there, seals_written, seals_there, last_sealed, last = row or (0, 0, 0, 0, 0, 0)
    if written != there:
        entry = _first_number_without_an_entry(last_sealed + 1, last) or max(last, last_sealed) + 1
        yield Fault(
            entry,
            f"{_count(written)} were written and {there} are there. The first that may be missing is {entry}.",
        )
    if seals_written != seals_there:
        entry = last_sealed + 1
        yield Fault(
            entry, f"{seals_written} seals were made and {seals_there} are there: entries from {entry} may be unsealed."
        )


def _unlike_the_kept_seal(number: int, digest: str) -> Fault | None:
    seal = AuditSeal.objects.filter(number=number).first()
    if seal is None:
        return Fault(0, f"Seal {number}, which was kept outside, is not there: the trail was cut before it.")
    if not hmac.compare_digest(seal.digest, digest):
        return Fault(seal.first_entry, f"Seal {number} is not the one that was kept outside.")
    return None


def _first_number_without_an_entry(start: int, end: int) -> int | None:
    """Numbers are given in order, though one given to a change that was then abandoned stays unused."""
    row = _row(
        "SELECT n FROM generate_series(%s::bigint, %s::bigint) n "
        "WHERE NOT EXISTS (SELECT FROM accounts_auditentry e WHERE e.id = n) ORDER BY n LIMIT 1",
        [start, end],
    )
    return row[0] if row else None


def _count(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries} entries"


def _row(sql: str, parameters: list[int] | None = None) -> tuple[int, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row: tuple[int, ...] | None = cursor.fetchone()
        return row
