"""Court results sent by another system: once for a key, one answer for each result, and only by those who take in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tests.victims.intake.court_files import SOMEBODY_ELSE, row, units_for
from victims.models import CourtResult, CourtResultCall, ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _kent_asks(friday: object) -> None:
    units_for("Kent")


def send(browser: Client, *results: Any, key: str = "k-1", body: Any = None) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    body = {"results": list(results)} if body is None else body
    return browser.post("/api/v1/court-results/", body, content_type="application/json", headers=headers)


def test_each_result_gets_its_own_answer(signed_in: SignedIn) -> None:
    faulty = row(result_id="R-3", disposal="gaol")
    answer = send(signed_in(Role.VAO), row(), row(**SOMEBODY_ELSE, offence_code="ZZ99999"), faulty)
    assert answer.status_code == 200
    said = answer.json()
    assert [said[name] for name in ("created", "held", "unchanged", "faulty")] == [1, 1, 0, 1]
    assert [(one["number"], one["result_id"], one["state"]) for one in said["results"]] == [
        (1, "R-1", "opened"),
        (2, "R-2", "held"),
        (3, "R-3", "fault"),
    ]
    assert said["results"][1]["reasons"] == ["The offence code is missing or not in our table"]
    (fault,) = said["results"][2]["errors"]
    assert fault["field"] == "disposal"
    assert "“gaol” is not one of" in fault["sentence"]
    assert ReferralRequest.objects.count() == 1


def test_the_same_call_again_gets_the_same_answer_and_writes_nothing(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    first = send(browser, row()).json()
    assert send(browser, row()).json() == first
    assert first["created"] == 1
    assert (CourtResult.objects.count(), CourtResultCall.objects.count()) == (1, 1)


def test_the_same_results_with_another_key_are_unchanged(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    send(browser, row())
    assert send(browser, row(), key="k-2").json()["unchanged"] == 1
    assert CourtResult.objects.count() == 1


def test_a_key_with_another_body_is_refused(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    send(browser, row())
    answer = send(browser, row(**SOMEBODY_ELSE))
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_used_before")
    assert CourtResult.objects.count() == 1


def test_another_units_key_is_its_own(signed_in: SignedIn) -> None:
    send(signed_in(Role.VAO), row())
    answer = send(signed_in(Role.VAO, region="N54"), row())
    assert answer.json()["results"][0]["errors"][0]["field"] == "court_code"
    assert "your own region only" in answer.json()["results"][0]["errors"][0]["sentence"]


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_call_without_a_key_is_refused(key: str, signed_in: SignedIn) -> None:
    answer = send(signed_in(Role.VAO), row(), key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert not CourtResult.objects.exists()


@pytest.mark.parametrize(
    "body",
    [[], {"results": []}, {"results": "R-1"}, {"results": [{}] * 501}, {"results": [{}], "more": 1}],
    ids=["a list", "none", "text", "too many", "another field"],
)
def test_a_body_that_is_not_a_call_is_refused_in_a_sentence(body: Any, signed_in: SignedIn) -> None:
    answer = send(signed_in(Role.VAO), body=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "call_not_understood")
    assert "1 to 500 court results" in answer.json()["sentence"]


@pytest.mark.parametrize("given", ["text", {"result_id": "R-1", "surprise": "x"}, {"result_id": ["R-1"]}])
def test_a_result_that_cannot_be_read_is_a_fault_of_its_own(given: Any, signed_in: SignedIn) -> None:
    said = send(signed_in(Role.VAO), given, row()).json()
    assert [one["state"] for one in said["results"]] == ["fault", "opened"]
    assert said["results"][0]["errors"][0]["sentence"].endswith(".")


def test_a_result_of_100_000_fields_is_told_how_many_there_are(signed_in: SignedIn) -> None:
    answer = send(signed_in(Role.VAO), {f"c{n}": "" for n in range(100_000)}, row()).json()
    assert (answer["faulty"], answer["created"]) == (1, 1)
    assert [fault["sentence"] for fault in answer["results"][0]["errors"]] == [
        "This result has 100,000 fields; a court result has 42."
    ]


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b'{"results": ["' + b"x" * 11 * 1024 * 1024 + b'"]}', 413, "This call is larger than 10 MB."),
        (b"PK\x03\x04\xff\xfe\x00", 400, "This is not JSON in UTF-8."),
    ],
    ids=["11 MB", "zip"],
)
def test_a_body_that_cannot_be_read_is_refused_in_a_sentence(
    body: bytes, status: int, sentence: str, signed_in: SignedIn
) -> None:
    browser = signed_in(Role.VAO)
    headers = {"Idempotency-Key": "k"}
    answer = browser.generic("POST", "/api/v1/court-results/", body, content_type="application/json", headers=headers)
    assert (answer.status_code, CourtResultCall.objects.count()) == (status, 0)
    assert sentence in answer.content.decode()


def test_the_offenders_name_as_that_of_the_person_harmed_waits_for_a_person(signed_in: SignedIn) -> None:
    answer = send(signed_in(Role.VAO), row(harmed_first_names="HARLAN", harmed_last_name="Dray")).json()
    assert (answer["held"], answer["created"]) == (1, 0)
    assert answer["results"][0]["reasons"] == ["The person harmed has the name of the offender"]


def test_only_those_who_take_in_files_may_send(signed_in: SignedIn) -> None:
    assert send(signed_in(Role.VLO), row()).status_code == 403
    assert send(Client(), row()).status_code in {401, 403}
    assert not CourtResult.objects.exists()


def test_the_call_is_documented(signed_in: SignedIn) -> None:
    schema = signed_in(Role.VAO).get("/api/v1/schema/", {"format": "json"}).json()
    call = schema["paths"]["/api/v1/court-results/"]["post"]
    assert ("Idempotency-Key", True) in {(one["name"], one.get("required")) for one in call["parameters"]}
    fields = schema["components"]["schemas"]["CourtResult"]["properties"]
    assert {"result_id", "harmed_last_name", "sentenced_on"} <= set(fields)
