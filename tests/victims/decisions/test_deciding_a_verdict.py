"""What the rule says anew, and would take something away, is a manager's question: agree, keep, or decide otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import AuditEntry
from cases.enums import Verdict
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory
from victims.actions.verdicts import NotAReasonToOverride, VerdictOfClosedCase, override_verdict
from victims.models import EligibilityVerdict, Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignIn = Callable[..., Client]
OTHERWISE = {"verdict": "STATUTORY_VCS", "reason_code": "DATA_ERROR", "reason": "The court says 14 months."}


@pytest.fixture
def put_to_manager() -> Callable[..., Enrolment]:
    """A VNS enrolment of which the rule now says that a manager decides."""

    def make(**facts: Any) -> Enrolment:
        enrolment: Enrolment = EnrolmentFactory(**facts)
        EligibilityVerdict.objects.create(
            enrolment=enrolment,
            verdict=Verdict.PROPOSE_DISCRETIONARY,
            scheme="DISCRETIONARY",
            rule="V7/2026-11",
            offence=enrolment.offence,
            reasons=["The sentence is 12 months or more."],
            cause="facts",
            decided_at=NOW,
            waits_for_manager=True,
        )
        return enrolment

    return make


PutToManager = Callable[..., Enrolment]


def shown(enrolment: Enrolment) -> dict[str, int]:
    """What the page sends beside the answer: the verdict it puts to the manager."""
    return {"seen": enrolment.verdicts.waiting().get().pk}


def test_it_is_on_the_managers_list_and_in_the_number_on_the_first_page(
    put_to_manager: PutToManager, signed_in: SignIn
) -> None:
    enrolment, browser = put_to_manager(), signed_in(Role.MANAGER)
    listed = browser.get("/decisions/").text
    assert f"Decide eligibility of {enrolment.victim.short_name}" in listed
    assert "The rule: Ask a manager: discretionary contact" in listed
    tiles = browser.get("/manage/").context["tiles"]
    assert tiles[0]["number"] == 1


def test_another_units_manager_sees_nothing_of_it(put_to_manager: PutToManager, signed_in: SignIn) -> None:
    enrolment, browser = put_to_manager(), signed_in(Role.MANAGER, region="N59")
    assert enrolment.victim.short_name not in browser.get("/decisions/").text
    assert browser.get(f"/victims/{enrolment.reference}/verdict/").status_code == 404


def test_a_restricted_one_is_named_by_its_reference_alone(put_to_manager: PutToManager, signed_in: SignIn) -> None:
    enrolment = put_to_manager(restricted=True)
    page = signed_in(Role.MANAGER).get("/decisions/").text
    assert f"A manager has to decide about {enrolment.reference}" in page
    assert enrolment.victim.short_name not in page


def test_the_case_says_that_it_waits_and_only_a_manager_is_offered_to_decide(
    put_to_manager: PutToManager, signed_in: SignIn
) -> None:
    enrolment = put_to_manager()
    case, decide = f"/cases/{enrolment.case.reference}/", f"/victims/{enrolment.reference}/verdict/"
    for role, offered in ((Role.MANAGER, True), (Role.VLO, False)):
        page = signed_in(role).get(case).text
        assert "The rule now says otherwise." in page
        assert (decide in page) is offered
    assert signed_in(Role.VLO).get(decide).status_code == 403


def test_agreeing_needs_no_reason_and_puts_it_in_force(put_to_manager: PutToManager, signed_in: SignIn) -> None:
    enrolment = put_to_manager()
    signed_in(Role.MANAGER).post(f"/victims/{enrolment.reference}/verdict/", {"verdict": "agree", **shown(enrolment)})
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.scheme) == ("PROPOSE_DISCRETIONARY", "DISCRETIONARY")
    assert not enrolment.verdicts.waiting().exists()


def test_keeping_what_stands_needs_a_reason_and_sets_the_other_aside(
    put_to_manager: PutToManager, signed_in: SignIn
) -> None:
    enrolment, browser = put_to_manager(), signed_in(Role.MANAGER)
    address = f"/victims/{enrolment.reference}/verdict/"
    asked = browser.post(address, {"verdict": "VNS", **shown(enrolment)}).text
    assert "Choose a reason" in asked
    assert "Say why, in your words" in asked
    assert enrolment.verdicts.waiting().exists()
    browser.post(address, OTHERWISE | {"verdict": "VNS"} | shown(enrolment))
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.scheme) == ("VNS", "VNS")
    assert not enrolment.verdicts.waiting().exists()
    assert AuditEntry.objects.filter(verb="verdict.overridden").count() == 1


def test_a_verdict_is_decided_otherwise_though_nothing_waits(signed_in: SignIn) -> None:
    enrolment, browser = EnrolmentFactory(), signed_in(Role.MANAGER)
    page = browser.get(f"/victims/{enrolment.reference}/verdict/").text
    assert "Agree with the rule" not in page
    browser.post(f"/victims/{enrolment.reference}/verdict/", OTHERWISE)
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.verdict_reasons) == ("STATUTORY_VCS", ["The court says 14 months."])


def test_the_reason_is_one_of_the_table(signed_in: SignIn) -> None:
    enrolment, browser = EnrolmentFactory(), signed_in(Role.MANAGER)
    browser.post(f"/victims/{enrolment.reference}/verdict/", OTHERWISE | {"reason_code": "NO_WISH"})
    enrolment.refresh_from_db()
    assert enrolment.verdict == "VNS"
    with pytest.raises(NotAReasonToOverride):
        override_verdict(
            enrolment=enrolment,
            verdict=Verdict.STATUTORY_VCS,
            reason_code="NO_WISH",
            reason="It is a reason to opt out.",
            by=browser.get("/manage/").context["user"],
        )


def test_a_closed_enrolment_is_not_decided(put_to_manager: PutToManager, signed_in: SignIn) -> None:
    enrolment = put_to_manager(status="closed", closed_on=NOW.date(), closed_because="SENTENCE_ENDED")
    browser = signed_in(Role.MANAGER)
    assert (
        "This enrolment is closed."
        in browser.post(f"/victims/{enrolment.reference}/verdict/", OTHERWISE | shown(enrolment)).text
    )
    assert enrolment.victim.short_name not in browser.get("/decisions/").text
    assert VerdictOfClosedCase.code == "verdict_of_closed_case"


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    put_to_manager: PutToManager, signed_in: SignIn
) -> None:
    browser, counts = signed_in(Role.MANAGER), []
    for more in (1, 2):
        for _ in range(more):
            put_to_manager()
        with CaptureQueriesContext(connection) as queries:
            browser.get("/decisions/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
