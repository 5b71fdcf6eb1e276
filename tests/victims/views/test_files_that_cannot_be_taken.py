"""A file that cannot be taken, of either kind, by its page: a clear sentence, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.enums import Role
from tests.victims.intake import caseload_files, court_files
from victims.models import CaseloadImport, CourtResult, CourtResultFile, Enrolment
from victims.tasks import check_court_results, check_import

SignedIn = Callable[..., Client]
BRING = {"caseload": "/import/", "court results": "/court-results/bring/"}
FILES: dict[str, Any] = {"caseload": caseload_files, "court results": court_files}
KEPT: dict[str, Any] = {"caseload": CaseloadImport, "court results": CourtResultFile}
CHECK: dict[str, Callable[[str], None]] = {"caseload": check_import, "court results": check_court_results}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday"), pytest.mark.parametrize("kind", BRING)]


def upload(browser: Client, kind: str, content: bytes) -> Any:
    return browser.post(BRING[kind], {"file": SimpleUploadedFile("given.csv", content)})


def what_the_check_says(browser: Client, kind: str, content: bytes) -> str:
    answer = upload(browser, kind, content)
    CHECK[kind](str(KEPT[kind].objects.get().key))
    return browser.get(answer.headers["Location"]).content.decode()


def good(kind: str) -> bytes:
    return bytes(FILES[kind].file_of(FILES[kind].row()))


def zipped(kind: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("given.csv", good(kind))
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda kind: b"", "The file is empty."),
        (zipped, "This is a spreadsheet or zip file, not a CSV file."),
        (lambda kind: b",".join(b"c%d" % n for n in range(100_000)) + b"\n", "The header has 100,000 columns"),
        (lambda kind: good(kind).replace(b"Kent", "Ként".encode("latin-1"), 1), "The file is not UTF-8"),
        (lambda kind: good(kind).replace(b"disposal", b"sentence_kind", 1), "The column disposal is missing."),
        (lambda kind: FILES[kind].file_of(), "There are no rows beneath the header."),
        (lambda kind: good("caseload" if kind == "court results" else "court results"), "columns are missing."),
    ],
    ids=[
        "empty",
        "zip named .csv",
        "100,000 columns",
        "not UTF-8",
        "wrong header",
        "no rows",
        "the other kind of file",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    kind: str, content: Callable[[str], bytes], sentence: str, signed_in: SignedIn
) -> None:
    page = what_the_check_says(signed_in(Role.VAO), kind, content(kind))
    assert "Nothing was written" in page
    assert sentence in page
    assert not CourtResult.objects.exists()
    assert not Enrolment.objects.exists()


def test_a_file_of_11_megabytes_is_refused_in_a_sentence(kind: str, signed_in: SignedIn) -> None:
    answer = upload(signed_in(Role.VAO), kind, b"x" * (11 * 1024 * 1024))
    assert "The file is larger than 10 MB." in answer.content.decode()
    assert not KEPT[kind].objects.exists()


def test_no_file_is_refused_in_a_sentence(kind: str, signed_in: SignedIn) -> None:
    answer = signed_in(Role.VAO).post(BRING[kind], {})
    assert "Choose a file." in answer.content.decode()
    assert not KEPT[kind].objects.exists()


def test_the_offenders_name_as_that_of_the_person_harmed_is_said(kind: str, signed_in: SignedIn) -> None:
    """In a caseload file it is a fault; a court result waits for somebody to find out."""
    court_files.units_for("Kent")
    names = {
        "caseload": {"victim_first_names": "Harlan", "victim_last_name": "DRAY"},
        "court results": {"harmed_first_names": "Harlan", "harmed_last_name": "DRAY"},
    }
    content = FILES[kind].file_of(FILES[kind].row(**names[kind]))
    page = what_the_check_says(signed_in(Role.VAO), kind, content)
    if kind == "caseload":
        assert "The victim has the same name as the offender." in page
    else:
        assert "What needs a decision is kept and shown to your unit." in page
        assert CourtResultFile.objects.get().held == 1
