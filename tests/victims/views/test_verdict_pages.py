"""A change to a sentence, a rule set that begins, and a sheet to assess, as pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.enums import Role
from cases.enums import Verdict
from cases.models import EligibilityRuleSet
from cases.queries.rule_sets import all_rule_sets, rule_set_among
from tests.factories.victims import EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
HEADER = "offence_code,offence_date,sentenced_on,disposal,years,months,weeks,days,region_vns_live_from"
STALKING = "PH97006,2024-05-01,2025-01-20,imprisonment,0,6,0,0,2024-01-01"
CHANGE = {"cause": "appeal", "sentenced_on_day": 18, "sentenced_on_month": 11, "sentenced_on_year": 2026}
SignIn = Callable[..., Client]


def sheet(content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.csv", content.encode())


def test_a_change_is_recorded_and_eligibility_looked_at_again(signed_in: SignIn) -> None:
    enrolment = EnrolmentFactory()
    case = enrolment.case
    address = f"/cases/{case.reference}/sentence/1/change/"
    answer = signed_in(Role.VLO).post(address, CHANGE | {"disposal": "imprisonment", "months": 14}, follow=True)
    page = answer.content.decode()
    assert "Earlier sentences" in page
    assert "26 weeks" in page
    assert enrolment.verdicts.waiting().get().verdict == Verdict.PROPOSE_DISCRETIONARY
    victim = signed_in(Role.VLO).get(f"/victims/{enrolment.reference}/").content.decode()
    assert "Contact goes on as before until a manager decides." in victim


def test_a_sentence_needs_its_length(signed_in: SignIn) -> None:
    enrolment = EnrolmentFactory()
    address = f"/cases/{enrolment.case.reference}/sentence/1/change/"
    page = signed_in(Role.VLO).post(address, CHANGE | {"disposal": "imprisonment"}).content.decode()
    assert "Enter how long the sentence is" in page
    assert enrolment.offence.sentences.count() == 1


def test_a_rule_set_judges_sentences_from_the_day_entered_and_loading_keeps_that_day(signed_in: SignIn) -> None:
    begins = {"commences_on_day": 1, "commences_on_month": 11, "commences_on_year": 2026, "understood": "on"}
    enrolment = EnrolmentFactory(verdict_rule="V6/2026-11")
    earlier = EnrolmentFactory(verdict_rule="V6/2026-11", case__conviction__sentenced_on=date(2026, 10, 30))
    earlier.offence.sentences.update(sentenced_on=date(2026, 10, 30))
    signed_in(Role.ADMIN).post("/eligibility/rules/2026-vca/", begins)
    call_command("load_reference_data", verbosity=0)
    assert EligibilityRuleSet.objects.get(version="2026-vca").commences_on == date(2026, 11, 1)
    assert rule_set_among(all_rule_sets(), date(2026, 11, 1)).version == "2026-vca"
    assert rule_set_among(all_rule_sets(), date(2026, 10, 31)).version == "2026-11"
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.verdict_rule) == (Verdict.STATUTORY_VCS, "V5/2026-vca")
    earlier.refresh_from_db()
    assert (earlier.verdict, earlier.verdict_rule) == (Verdict.VNS, "V6/2026-11")


def test_a_rule_set_is_not_switched_on_without_confirming(signed_in: SignIn) -> None:
    begins = {"commences_on_day": 1, "commences_on_month": 11, "commences_on_year": 2026}
    page = signed_in(Role.ADMIN).post("/eligibility/rules/2026-vca/", begins).content.decode()
    assert "Confirm that you have read what this changes" in page
    assert EligibilityRuleSet.objects.get(version="2026-vca").commences_on is None


def test_a_sheet_comes_back_as_a_table(signed_in: SignIn) -> None:
    wrong = STALKING.replace("imprisonment", "gaol")
    answer = signed_in(Role.WCO).post("/eligibility/sheet/", {"file": sheet(f"{HEADER}\n{STALKING}\n{wrong}\n")})
    page = answer.content.decode()
    assert "Victim Notification Scheme" in page
    assert "Row 3, disposal: “gaol” is not one of" in page
    assert "Not assessed" in page


def test_a_sheet_comes_back_as_a_file_no_spreadsheet_runs(signed_in: SignIn) -> None:
    sent = {"file": sheet(f"{HEADER},note\n{STALKING},=1+1\n"), "do": "download"}
    answer = signed_in(Role.VAO).post("/eligibility/sheet/", sent)
    assert answer["Content-Disposition"] == 'attachment; filename="eligibility.csv"'
    assert "'=1+1,VNS,V6/2026-11" in answer.content.decode()


def test_a_file_that_is_no_sheet_is_said(signed_in: SignIn) -> None:
    page = signed_in(Role.WCO).post("/eligibility/sheet/", {"file": sheet("PK\x03\x04")}).content.decode()
    assert "not a CSV file" in page
