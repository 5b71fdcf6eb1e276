"""A case whose verdicts cannot be given anew holds nothing up and is not forgotten; requests are judged again too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry
from cases.models import Case, EligibilityRuleSet, Offence, OffenceType
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from victims.actions.verdicts import reassess_cases
from victims.models import Enrolment, ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def changed(enrolment: Enrolment, **sentence: object) -> Enrolment:
    enrolment.offence.sentences.update(**({"weeks": 0, "months": 18} | sentence))
    Case.objects.filter(pk=enrolment.case_id).update(facts_changed_at=NOW)
    return enrolment


@pytest.fixture
def no_rules_before_2020() -> None:
    """A gap in the reference data: sentences before 2020 are judged by no rule set."""
    EligibilityRuleSet.objects.filter(version="2026-11").update(valid_from=date(2020, 1, 1))


@pytest.mark.usefixtures("no_rules_before_2020")
def test_the_others_are_done_and_the_command_ends_in_an_error() -> None:
    bad = changed(EnrolmentFactory(), sentenced_on=date(2019, 5, 1))
    good = changed(EnrolmentFactory())
    out = StringIO()
    with pytest.raises(CommandError, match="1 of the cases could not be done"):
        call_command("reassess_cases", stdout=out)
    assert out.getvalue() == "1 case looked at again.\n"
    assert good.verdicts.waiting().exists()
    assert set(Case.objects.filter(facts_changed_at__isnull=False)) == {bad.case}


@pytest.mark.usefixtures("no_rules_before_2020")
def test_its_page_says_that_nobody_has_looked_again(signed_in: Callable[..., Client]) -> None:
    bad = changed(EnrolmentFactory(), sentenced_on=date(2019, 5, 1))
    assert reassess_cases().failed == [bad.case_id]
    page = signed_in(Role.VLO).get(f"/cases/{bad.case.reference}/").text
    assert "eligibility has not been looked at again yet" in page


def asked_about(enrolment: Enrolment) -> ReferralRequest:
    request: ReferralRequest = ReferralRequestFactory(case=enrolment.case, offences=[enrolment.offence])
    return request


def test_a_request_gets_the_verdict_the_sentence_gives_now() -> None:
    enrolment = EnrolmentFactory()
    section_4a = OffenceType.objects.get(cjs_code="PH97011")
    Offence.objects.filter(pk=enrolment.offence_id).update(code="PH97011", offence_type=section_4a)
    request = asked_about(enrolment)
    changed(enrolment)
    reassess_cases().raise_if_any_failed("cases")
    request.refresh_from_db()
    assert (request.verdict, request.scheme) == ("STATUTORY_VCS", "VCS")
    assert request.due_on == date(2026, 11, 23), "ten working days after sentence"
    assert AuditEntry.objects.filter(verb="request.judged_again").count() == 1


def test_a_request_nobody_would_be_entitled_by_is_paused_and_stands(
    signed_in: Callable[..., Client],
) -> None:
    enrolment = EnrolmentFactory()
    request = asked_about(enrolment)
    changed(enrolment, disposal="community", months=0)
    reassess_cases().raise_if_any_failed("cases")
    request.refresh_from_db()
    assert (request.verdict, request.answer) == ("NOT_ELIGIBLE", "")
    browser = signed_in(Role.VAO)
    assert "Paused" in browser.get("/requests/?show=paused").text
    assert "The office is not asked again for now" in browser.get(f"/requests/{request.reference}/").text
