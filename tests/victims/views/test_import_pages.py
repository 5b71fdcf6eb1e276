"""The pages of an import: who sees them, and what they say at each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.victims.intake.caseload_files import SOMEBODY_ELSE, file_of, row
from victims.actions.brought_files import start_import
from victims.enums import ImportState
from victims.models import CaseloadImport, Enrolment
from victims.tasks import check_import, write_import
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
CHOOSE = "/import/"


def upload(browser: Client, content: bytes, name: str = "caseload.csv") -> CaseloadImport:
    answer = browser.post(CHOOSE, {"file": SimpleUploadedFile(name, content)})
    run = CaseloadImport.objects.get()
    assert answer.headers["Location"] == address(run)
    return run


def address(run: CaseloadImport, page: str = "import_progress") -> str:
    return reverse(f"victims:{page}", args=[run.key])


def page_of(browser: Client, run: CaseloadImport) -> str:
    answer = browser.get(address(run))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_checked_confirmed_and_brought_in(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    run = upload(browser, file_of(row(), row(**SOMEBODY_ELSE)))
    assert "Checking has not started yet" in page_of(browser, run)
    check_import(str(run.key))
    page = page_of(browser, run)
    assert "Check what will be brought in" in page
    assert "Bring in 2 new rows" in page
    assert browser.post(address(run, "import_confirm")).headers["Location"] == address(run)
    assert "Writing has not started yet" in page_of(browser, run)
    write_import(str(run.key))
    assert "2 new rows from caseload.csv" in page_of(browser, run)
    assert Enrolment.objects.count() == 2


def test_faults_are_shown_with_row_and_column_and_can_be_downloaded(signed_in: SignedIn) -> None:
    browser = signed_in(Role.MANAGER)
    run = upload(browser, file_of(row(disposal="gaol", victim_last_name="=1+1")))
    check_import(str(run.key))
    page = page_of(browser, run)
    assert "Nothing was written" in page
    assert "Row&nbsp;2" in page
    assert "disposal" in page
    assert "“gaol” is not one of" in page
    answer = browser.get(address(run, "import_errors"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "row,column,message"
    assert [line.split(",")[:2] for line in lines[1:]] == [["2", "disposal"], ["2", "victim_last_name"]]


def test_a_downloaded_cell_never_begins_as_a_formula(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    header_with_a_formula = file_of(row()).replace(b",scheme", b",scheme,=1+1")
    run = upload(browser, header_with_a_formula)
    check_import(str(run.key))
    run.refresh_from_db()
    assert run.errors[0]["column"] == "=1+1"
    assert "1,'=1+1," in browser.get(address(run, "import_errors")).content.decode()


def test_no_file_is_refused_in_a_sentence(signed_in: SignedIn) -> None:
    answer = signed_in(Role.VAO).post(CHOOSE, {})
    assert "There is a problem" in answer.content.decode()
    assert not CaseloadImport.objects.exists()


def test_a_worker_that_is_silent_is_said_so_and_can_be_woken(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    run = upload(browser, file_of(row()))
    assert "Background work may have stopped" not in page_of(browser, run)
    CaseloadImport.objects.update(started_at=clock.now() - timedelta(minutes=2))
    page = page_of(browser, run)
    assert "Background work may have stopped" in page
    assert "Ask for it again" in page
    assert browser.post(address(run), {"do": "again"}).status_code == 302
    browser.post(address(run), {"do": "set_aside"})
    assert "was set aside on Friday 20 November 2026" in page_of(browser, run)


def test_a_running_page_refreshes_itself_with_and_without_javascript(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    run = upload(browser, file_of(row()))
    page = page_of(browser, run)
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'hx-trigger="every 3s"' in page
    check_import(str(run.key))
    assert browser.get(address(run), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "HX-Refresh" not in browser.get(address(run)).headers


def test_confirming_twice_says_that_it_has_moved_on(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    run = upload(browser, file_of(row()))
    check_import(str(run.key))
    browser.post(address(run, "import_confirm"))
    answer = browser.post(address(run, "import_confirm"))
    assert answer.status_code == 409
    assert "This file is not waiting for you any more." in answer.content.decode()


@pytest.mark.parametrize("page", ["import_progress", "import_errors"])
def test_another_unit_cannot_see_the_import(page: str, signed_in: SignedIn, person: Callable[..., User]) -> None:
    content = file_of(row(disposal="gaol"))
    run = start_import(file_name="secret-name.csv", content=content, by=person(Role.VAO))
    check_import(str(run.key))
    assert b"gaol" in signed_in(Role.MANAGER).get(address(run, page)).content
    stranger = signed_in(Role.VAO, region="N54")
    assert stranger.get(address(run, page)).status_code == 404
    assert b"secret-name" not in stranger.get(CHOOSE).content
    assert b"secret-name" in signed_in(Role.VAO).get(CHOOSE).content


def test_another_unit_cannot_confirm_the_import(signed_in: SignedIn, person: Callable[..., User]) -> None:
    run = start_import(file_name="caseload.csv", content=file_of(row()), by=person(Role.VAO))
    check_import(str(run.key))
    assert signed_in(Role.MANAGER, region="N54").post(address(run, "import_confirm")).status_code == 404
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.VAO, Role.MANAGER}])
def test_other_roles_cannot_open_any_page_of_it(role: Role, signed_in: SignedIn, person: Callable[..., User]) -> None:
    run = start_import(file_name="caseload.csv", content=file_of(row()), by=person(Role.VAO))
    check_import(str(run.key))
    browser = signed_in(role)
    assert browser.get(CHOOSE).status_code == 403
    assert browser.post(CHOOSE, {"file": SimpleUploadedFile("a.csv", file_of(row()))}).status_code == 403
    assert browser.get(address(run)).status_code == 403
    assert browser.get(address(run, "import_errors")).status_code == 403
    assert browser.post(address(run, "import_confirm")).status_code == 403
    assert CaseloadImport.objects.get().state == ImportState.CHECKED


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_many_queries_for_three_files_as_for_one(
    count: int, signed_in: SignedIn, person: Callable[..., User], django_assert_max_num_queries: Callable[..., object]
) -> None:
    officer = person(Role.VAO)
    for _ in range(count):
        start_import(file_name="caseload.csv", content=file_of(row()), by=officer)
    browser = signed_in(officer)
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        browser.get(CHOOSE)
