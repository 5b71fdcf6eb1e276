"""Whoever changes, removes or adds to the trail behind the product's back is found, and where."""

from __future__ import annotations

import pytest
from django.db import connection

from accounts.models import AuditEntry, AuditSeal
from accounts.models.audit import ROW_HASH_SQL
from accounts.queries.audit_chain import inspect_trail
from tests.accounts.trail import first_fault, seal, tamper, write

pytestmark = pytest.mark.usefixtures("empty_trail")


def test_a_trail_nobody_touched_has_no_fault() -> None:
    write(3)
    seal()
    write(2)
    seal()
    write(2)

    report = inspect_trail()

    assert (report.entries, report.seals, report.faults) == (7, 2, ())


def test_an_edited_fact_is_found() -> None:
    entries = write(3)
    seal()
    tamper('UPDATE accounts_auditentry SET facts = \'{"words": "another"}\' WHERE id = %s', entries[1].pk)

    assert first_fault() == (entries[1].pk, f"Entry {entries[1].pk} is not as it was written.")


def test_an_edited_fact_is_found_before_it_was_sealed() -> None:
    entries = write(3)
    tamper("UPDATE accounts_auditentry SET facts = '{}' WHERE id = %s", entries[2].pk)

    assert first_fault()[0] == entries[2].pk


def test_an_edit_with_its_hash_made_anew_is_found_once_sealed() -> None:
    entries = write(3)
    seal()
    tamper("UPDATE accounts_auditentry SET facts = '{}' WHERE id = %s", entries[1].pk)
    new_hash = ROW_HASH_SQL.format(row="accounts_auditentry")
    tamper(f"UPDATE accounts_auditentry SET row_hash = {new_hash} WHERE id = %s", entries[1].pk)

    entry, sentence = first_fault()

    assert entry == entries[0].pk
    assert f"Entries {entries[0].pk} to {entries[2].pk} are not those that seal 1 closed over" in sentence


def test_a_changed_actor_is_found() -> None:
    entries = write(3)
    seal()
    tamper("UPDATE accounts_auditentry SET actor_label = 'Somebody else' WHERE id = %s", entries[1].pk)

    assert first_fault()[0] == entries[1].pk


def test_a_deleted_middle_entry_is_found_and_named() -> None:
    entries = write(3)
    seal()
    write(2)
    tamper("DELETE FROM accounts_auditentry WHERE id = %s", entries[1].pk)

    entry, sentence = first_fault()

    assert entry == entries[1].pk
    assert sentence == f"Entry {entry} is missing: seal 1 closed over 3 entries, and 2 are left."


def test_a_deleted_middle_entry_is_found_before_it_was_sealed() -> None:
    write(2)
    seal()
    unsealed = write(3)
    tamper("DELETE FROM accounts_auditentry WHERE id = %s", unsealed[1].pk)

    entry, sentence = first_fault()

    assert entry == unsealed[1].pk
    assert sentence == f"5 entries were written and 4 are there. The first that may be missing is {entry}."


def test_a_cut_tail_is_found() -> None:
    entries = write(4)
    seal()
    tamper("DELETE FROM accounts_auditentry WHERE id >= %s", entries[2].pk)

    entry, sentence = first_fault()

    assert entry == entries[2].pk
    assert "seal 1 closed over 4 entries, and 2 are left" in sentence


def test_a_cut_tail_is_found_before_it_was_sealed() -> None:
    write(2)
    seal()
    unsealed = write(3)
    tamper("DELETE FROM accounts_auditentry WHERE id >= %s", unsealed[1].pk)

    assert first_fault()[0] == unsealed[1].pk


def test_a_tail_cut_with_its_seals_is_found() -> None:
    write(2)
    seal()
    cut = write(2)
    seal()
    tamper("DELETE FROM accounts_auditentry WHERE id >= %s", cut[0].pk)
    tamper("DELETE FROM accounts_auditseal WHERE number = 2")

    assert first_fault()[0] == cut[0].pk


def test_an_entry_slipped_into_a_sealed_range_is_found() -> None:
    entries = write(3)
    seal()
    tamper(
        "INSERT INTO accounts_auditentry (at, actor_label, verb, subject_type, subject_ref, region, facts, cluster, "
        "transaction_number, row_hash) SELECT at, actor_label, verb, subject_type, subject_ref, region, facts, cluster,"
        " transaction_number, row_hash FROM accounts_auditentry WHERE id = %s",
        entries[1].pk,
    )

    assert "seal 1 closed over 3 entries, and there are 4" in " ".join(f.sentence for f in inspect_trail().faults)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_deleted_seal_is_found(number: int) -> None:
    entries = []
    for _ in range(3):
        entries += write(2)
        seal()
    tamper("DELETE FROM accounts_auditseal WHERE number = %s", number)

    entry, sentence = first_fault()

    assert entry == entries[2 * (number - 1)].pk
    assert sentence == (
        f"Seal {number} is missing: seal {number + 1} stands in its place."
        if number < 3
        else f"3 seals were made and 2 are there: entries from {entry} may be unsealed."
    )


def test_an_edited_seal_is_found() -> None:
    entries = write(2)
    seal()
    tamper("UPDATE accounts_auditseal SET last_entry = last_entry + 1")

    assert first_fault()[0] == entries[0].pk


def test_another_key_cannot_make_the_same_seals(settings: object) -> None:
    write(2)
    seal()
    settings.AUDIT_KEY = "somebody else's key"  # type: ignore[attr-defined]

    assert "AUDIT_KEY" in first_fault()[1]


def test_a_seal_kept_outside_shows_that_the_end_was_rolled_back() -> None:
    write(2)
    seal()
    write(2)
    kept = seal()
    tamper("DELETE FROM accounts_auditentry WHERE transaction_number >= %s", kept.from_transaction)
    tamper("DELETE FROM accounts_auditseal WHERE number = 2")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_audittally")
        cursor.execute("INSERT INTO accounts_audittally (entries, seals) VALUES (2, 1)")

    assert inspect_trail().faults == ()
    assert [f.sentence for f in inspect_trail((2, kept.digest)).faults] == [
        "Seal 2, which was kept outside, is not there: the trail was cut before it."
    ]


def test_verification_asks_a_fixed_number_of_questions(django_assert_num_queries: object) -> None:
    write(1)
    seal()
    with django_assert_num_queries(7):  # type: ignore[operator]
        inspect_trail()
    for _ in range(2):
        write(1)
        seal()
    with django_assert_num_queries(7):  # type: ignore[operator]
        inspect_trail()
    assert (AuditEntry.objects.count(), AuditSeal.objects.count()) == (3, 3)
