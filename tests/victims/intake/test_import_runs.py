"""The worker's two steps: each does its work once, whoever calls it how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.models import Case
from tests.victims.intake.caseload_files import SOMEBODY_ELSE, file_of, row, rows_of_every_table
from victims.actions.brought_files import FileHasMovedOn, confirm_file, set_file_aside, start_import
from victims.enums import ImportState
from victims.models import CaseloadImport, Enrolment
from victims.queries.imports import note_progress, progress_of
from victims.tasks import check_import, write_import
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Brought = Callable[..., CaseloadImport]


@pytest.fixture
def officer(person: Callable[..., User]) -> User:
    return person(Role.VAO)


@pytest.fixture
def brought(officer: User) -> Brought:
    def bring(*rows: dict[str, str]) -> CaseloadImport:
        return start_import(file_name="caseload.csv", content=file_of(*rows), by=officer)

    return bring


@pytest.fixture
def confirmed(brought: Brought, officer: User) -> CaseloadImport:
    run = brought(row(), row(**SOMEBODY_ELSE))
    check_import(str(run.key))
    return confirm_file(file=run, by=officer)


def test_checking_says_what_is_new_and_writes_nothing(brought: Brought) -> None:
    run = brought(row(), row(**SOMEBODY_ELSE))
    check_import(str(run.key))
    run.refresh_from_db()
    assert (run.state, run.rows, run.created, run.unchanged, run.errors) == (ImportState.CHECKED, 2, 2, 0, [])
    assert run.content is not None
    assert not Enrolment.objects.exists()


def test_a_faulty_file_is_refused_and_its_bytes_are_dropped(brought: Brought) -> None:
    run = brought(row(disposal="gaol"))
    check_import(str(run.key))
    run.refresh_from_db()
    assert (run.state, run.content, run.created) == (ImportState.REFUSED, None, 0)
    assert [(error["row"], error["column"]) for error in run.errors] == [(2, "disposal")]


def test_another_regions_row_is_refused_in_words(brought: Brought) -> None:
    run = brought(row(region="London", witness_care_unit=""))
    check_import(str(run.key))
    run.refresh_from_db()
    assert run.state == ImportState.REFUSED
    assert run.errors[0]["message"] == "London is another unit's. You can bring in your own region only."


def test_writing_brings_the_rows_in_and_drops_the_bytes(confirmed: CaseloadImport, officer: User) -> None:
    write_import(str(confirmed.key))
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.created, confirmed.content) == (ImportState.DONE, 2, None)
    assert Enrolment.objects.count() == 2
    verbs = AuditEntry.objects.filter(verb__startswith="caseload.").order_by("id").values_list("verb", "actor")
    assert list(verbs) == [
        ("caseload.brought", officer.pk),
        ("caseload.confirmed", officer.pk),
        ("caseload.imported", officer.pk),
    ]


def test_a_task_sent_twice_does_its_work_once(confirmed: CaseloadImport) -> None:
    write_import(str(confirmed.key))
    before = rows_of_every_table()
    write_import(str(confirmed.key))
    check_import(str(confirmed.key))
    assert rows_of_every_table() == before


def test_nothing_is_written_before_somebody_confirms(brought: Brought) -> None:
    run = brought(row())
    check_import(str(run.key))
    write_import(str(run.key))
    assert not Enrolment.objects.exists()


def test_what_changed_since_the_check_is_found_when_writing(
    confirmed: CaseloadImport, brought: Brought, officer: User
) -> None:
    other = brought(row(victim_first_names="Mary"))
    check_import(str(other.key))
    confirm_file(file=other, by=officer)
    write_import(str(other.key))
    before = Enrolment.objects.count()
    write_import(str(confirmed.key))
    confirmed.refresh_from_db()
    assert (confirmed.state, Enrolment.objects.count()) == (ImportState.REFUSED, before)
    assert "KSS-26-9001 is already in use" in confirmed.errors[0]["message"]


def test_a_file_is_confirmed_once(confirmed: CaseloadImport, officer: User) -> None:
    with pytest.raises(FileHasMovedOn, match="It is: writing"):
        confirm_file(file=confirmed, by=officer)


def test_a_file_set_aside_is_not_kept(brought: Brought, officer: User) -> None:
    run = brought(row())
    check_import(str(run.key))
    set_file_aside(file=run, by=officer)
    run.refresh_from_db()
    assert (run.state, run.content) == (ImportState.REFUSED, None)
    with pytest.raises(FileHasMovedOn):
        confirm_file(file=run, by=officer)


def test_progress_is_silent_until_a_worker_has_spoken(brought: Brought, friday: datetime) -> None:
    run = brought(row())
    assert progress_of(run).started is False
    note_progress(run.key, run.state, 500)
    said = progress_of(run)
    assert (said.started, said.rows, said.silent) == (True, 500, False)


@pytest.mark.parametrize(
    ("closed", "said"), [(False, "where you cannot open it"), (True, "Another unit's case is closed")]
)
def test_a_fault_against_another_regions_case_does_not_name_it(
    brought: Brought, confirmed: CaseloadImport, closed: bool, said: str
) -> None:
    write_import(str(confirmed.key))
    Enrolment.objects.update(region="N59")
    Case.objects.update(region="N59", **({"status": "closed", "closed_at": clock.now()} if closed else {}))
    again = brought(row(case_reference="KSS-26-9003"))
    check_import(str(again.key))
    again.refresh_from_db()
    messages = " ".join(error["message"] for error in again.errors)
    assert said in messages
    assert "KSS-26-9001" not in messages
