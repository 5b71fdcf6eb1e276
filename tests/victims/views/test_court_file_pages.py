"""Bringing in a file of court results by page: checked, confirmed, written, and every bad file in a clear sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry, User
from tests.victims.intake.court_files import SOMEBODY_ELSE, file_of, row, units_for
from victims.actions.brought_files import start_court_file
from victims.models import CourtResult, CourtResultFile, ReferralRequest
from victims.tasks import check_court_results, write_court_results

SignedIn = Callable[..., Client]
CHOOSE = "/court-results/bring/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture(autouse=True)
def _kent_asks(friday: object) -> None:
    units_for("Kent")


def upload(browser: Client, content: bytes, name: str = "results.csv") -> CourtResultFile:
    answer = browser.post(CHOOSE, {"file": SimpleUploadedFile(name, content)})
    file = CourtResultFile.objects.latest("pk")
    assert answer.headers["Location"] == address(file)
    return file


def address(file: CourtResultFile, page: str = "court_file") -> str:
    return reverse(f"victims:{page}", args=[file.key])


def page_of(browser: Client, file: CourtResultFile) -> str:
    answer = browser.get(address(file))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_checked_confirmed_and_brought_in(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    file = upload(browser, file_of(row(), row(**SOMEBODY_ELSE)))
    assert "Checking has not started yet" in page_of(browser, file)
    check_court_results(str(file.key))
    assert not CourtResult.objects.exists()
    assert "Nothing of results.csv has been written yet." in page_of(browser, file)
    assert browser.post(address(file, "court_file_confirm")).headers["Location"] == address(file)
    assert "Writing has not started yet" in page_of(browser, file)
    write_court_results(str(file.key))
    assert "Court results brought in" in page_of(browser, file)
    assert ReferralRequest.objects.count() == 2
    brought = AuditEntry.objects.filter(subject_ref=file.reference).values_list("verb", flat=True)
    assert list(brought.order_by("pk")) == [
        "court_results.brought",
        "court_results.confirmed",
        "court_results.brought_in",
    ]
    file.refresh_from_db()
    assert file.content is None


def test_a_row_with_a_fault_is_left_out_and_can_be_downloaded(signed_in: SignedIn) -> None:
    browser = signed_in(Role.MANAGER)
    file = upload(browser, file_of(row(), row(**SOMEBODY_ELSE, disposal="gaol")))
    check_court_results(str(file.key))
    page = page_of(browser, file)
    assert "Bring in 1 new row" in page
    assert "Row&nbsp;3" in page
    assert "“gaol” is not one of" in page
    lines = browser.get(address(file, "court_file_faults")).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines] == [["row", "column"], ["3", "disposal"]]
    browser.post(address(file, "court_file_confirm"))
    write_court_results(str(file.key))
    assert [result.result_id for result in CourtResult.objects.all()] == ["R-1"]


def test_the_same_file_again_leads_to_what_became_of_it(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    file = upload(browser, file_of(row()))
    check_court_results(str(file.key))
    again = upload(browser, file_of(row()))
    assert again == file
    assert "has brought this very file before" in page_of(browser, file)


def test_a_file_set_aside_may_be_brought_again(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    file = upload(browser, file_of(row()))
    browser.post(address(file), {"do": "set_aside"})
    assert "was set aside on Friday 20 November 2026" in page_of(browser, file)
    upload(browser, file_of(row()))
    check_court_results(str(file.key))
    assert "Check what will be brought in" in page_of(browser, file)


def test_confirming_twice_says_that_it_has_moved_on(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    file = upload(browser, file_of(row()))
    check_court_results(str(file.key))
    browser.post(address(file, "court_file_confirm"))
    answer = browser.post(address(file, "court_file_confirm"))
    assert answer.status_code == 409
    assert "This file is not waiting for you any more." in answer.content.decode()


def test_a_unit_cannot_bring_another_regions_results(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO, region="N54")
    file = upload(browser, file_of(row()))
    check_court_results(str(file.key))
    assert "You can bring in the results of your own region only." in page_of(browser, file)


def test_another_unit_sees_neither_the_file_nor_its_results(signed_in: SignedIn, person: Callable[..., User]) -> None:
    file = start_court_file(file_name="secret-name.csv", content=file_of(row()), by=person(Role.VAO))
    check_court_results(str(file.key))
    assert b"secret-name" in signed_in(Role.MANAGER).get(CHOOSE).content
    stranger = signed_in(Role.MANAGER, region="N54")
    assert b"secret-name" not in stranger.get(CHOOSE).content
    assert stranger.get(address(file)).status_code == 404
    assert stranger.post(address(file, "court_file_confirm")).status_code == 404
