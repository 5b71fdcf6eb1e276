"""A seal closes over finished entries only, each entry once, whoever else is writing or sealing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, transaction
from structlog.testing import capture_logs

from accounts.actions.audit_seals import seal_audit
from accounts.models import AuditSeal
from accounts.models.audit import ROW_HASH_SQL
from accounts.queries.audit_chain import inspect_trail
from accounts.tasks import seal_audit_trail
from tests.accounts.trail import seal, tamper, wait_for_others, write

Result = TypeVar("Result")
pytestmark = pytest.mark.usefixtures("empty_trail")


def in_another_session(work: Callable[[], Result]) -> Result:
    def run() -> Result:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def test_a_seal_states_which_entries_it_closed_over() -> None:
    entries = write(3)

    made = seal()

    assert (made.number, made.entries, made.first_entry, made.last_entry) == (1, 3, entries[0].pk, entries[2].pk)


def test_nothing_new_makes_no_seal() -> None:
    assert seal_audit() is None
    write(1)
    seal()

    assert seal_audit() is None
    assert AuditSeal.objects.count() == 1


def test_seals_carry_on_from_one_another() -> None:
    write(1)
    first = seal()
    write(1)
    second = seal()

    assert (second.number, second.from_transaction) == (first.number + 1, first.to_transaction)


def test_an_entry_of_a_running_change_waits_for_the_next_seal() -> None:
    with transaction.atomic():
        (running,) = write(1)
        (finished,) = in_another_session(lambda: write(1))
        assert finished.transaction_number > running.transaction_number
        assert in_another_session(seal_audit) is None  # the running change began first: nothing after it is closed
    made = seal()

    assert (made.entries, made.first_entry, made.last_entry) == (2, running.pk, finished.pk)
    assert inspect_trail().faults == ()


def test_what_finished_before_a_running_change_is_sealed() -> None:
    before = write(2)
    wait_for_others()
    with transaction.atomic():
        write(1)
        made = in_another_session(seal_audit)
    assert isinstance(made, AuditSeal)
    assert (made.entries, made.last_entry) == (2, before[1].pk)

    assert seal().entries == 1
    assert inspect_trail().faults == ()


def test_an_abandoned_change_leaves_no_fault() -> None:
    write(1)
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    write(1)

    assert seal().entries == 2
    assert inspect_trail().faults == ()


def test_two_sealers_at_once_close_over_each_entry_once() -> None:
    for _ in range(5):
        write(2)
        wait_for_others()
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(lambda _: in_another_session(seal_audit), range(4)))
        assert len([one for one in made if one]) == 1
    assert sum(AuditSeal.objects.values_list("entries", flat=True)) == 10
    assert inspect_trail().faults == ()


def test_writers_and_sealers_at_once_leave_a_trail_without_fault() -> None:
    def write_and_seal(turn: int) -> None:
        in_another_session(lambda: (write(2), seal_audit()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_and_seal, range(12)))
    wait_for_others()
    seal_audit()

    report = inspect_trail()

    assert (report.entries, report.faults) == (24, ())
    assert sum(AuditSeal.objects.values_list("entries", flat=True)) == 24


def test_entries_a_backup_brought_from_another_server_are_sealed_first() -> None:
    write(3)
    tamper("UPDATE accounts_auditentry SET cluster = 7")  # as another server numbered them
    tamper(f"UPDATE accounts_auditentry SET row_hash = {ROW_HASH_SQL.format(row='accounts_auditentry')}")
    write(2)

    from_elsewhere, from_here = seal(), seal()

    assert (from_elsewhere.cluster, from_elsewhere.entries) == (7, 3)
    assert from_here.cluster != 7
    assert from_here.entries == 2
    assert seal_audit() is None
    assert inspect_trail().faults == ()


def test_the_task_writes_the_seal_to_the_log() -> None:
    write(1)
    wait_for_others()

    with capture_logs() as lines:
        seal_audit_trail()

    made = AuditSeal.objects.get()
    assert [(line["number"], line["digest"]) for line in lines] == [(made.number, made.digest)]
