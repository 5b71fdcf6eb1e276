"""What becomes of a court result: a case and a request, a changed sentence, no action, or a doubt for a person."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from accounts.models import AuditEntry, Organisation
from cases.models import Case, Offender, OffenderAlias, Sentence
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory
from tests.victims.intake.caseload_files import rows_of_every_table
from tests.victims.intake.court_files import SOMEBODY_ELSE, bring, result, row, units_for
from victims.models import CourtResult, ReferralRequest


@pytest.fixture(autouse=True)
def _kent_asks(friday: datetime) -> None:
    units_for("Kent", "Sussex", "Metropolitan")


pytestmark = pytest.mark.django_db


def test_an_eligible_result_opens_a_case_and_asks_for_a_referral() -> None:
    tally = bring(row())
    assert (tally.rows, tally.created, tally.held, tally.errors) == (1, 1, 0, [])
    kept, request = result(), ReferralRequest.objects.get()
    assert (kept.state, kept.verdict, kept.raw) == ("opened", "STATUTORY_VCS", row())
    assert kept.case is not None
    assert (kept.case.source, kept.case.region_id, kept.case.sentenced_on) == ("court", "N57", date(2026, 11, 9))
    assert (request.case, request.concerning, request.verdict) == (kept.case, "Maria Fenn", "STATUTORY_VCS")
    assert (request.organisation.force and request.organisation.force.name) == "Kent"
    assert request.due_on == date(2026, 11, 23)  # ten working days after Monday 9 November
    assert [offence.pk for offence in request.offences.all()] == [kept.offence_id]
    sentence = Sentence.objects.get(offence=kept.offence)
    assert (sentence.disposal, sentence.months, sentence.cause) == ("imprisonment", 14, "passed")


def test_nothing_written_down_names_anybody() -> None:
    bring(row())
    entries = AuditEntry.objects.all()
    assert {entry.verb for entry in entries} == {"case.opened", "court_result.asked", "court_results.brought_in"}
    assert not any(name in str(entry.facts) for entry in entries for name in ("Fenn", "Dray", "Maria", "Harlan"))


def test_the_same_file_again_changes_nothing() -> None:
    bring(row(), row(**SOMEBODY_ELSE))
    before = rows_of_every_table()
    tally = bring(row(), row(**SOMEBODY_ELSE))
    assert (tally.rows, tally.created, tally.unchanged, tally.held) == (2, 0, 2, 0)
    assert rows_of_every_table() == before


def test_the_same_result_in_another_file_changes_nothing() -> None:
    bring(row())
    tally = bring(row(), row(**SOMEBODY_ELSE))
    assert (tally.created, tally.unchanged) == (1, 1)
    assert CourtResult.objects.count() == 2


def test_somebody_we_hold_is_joined_by_a_number() -> None:
    bring(row())
    bring(row(result_id="R-2", hearing_id="H-2", sentenced_on="2026-11-12", defendant_first_names="Harlan James"))
    assert Offender.objects.count() == 1
    assert Case.objects.count() == 2
    assert [alias.full_name for alias in OffenderAlias.objects.all()] == ["Harlan James Dray"]


@pytest.mark.parametrize(
    "changes",
    [
        {"defendant_date_of_birth": "1985-04-30"},  # the number with another date of birth
        {"defendant_pnc": "2003/0000003Y"},  # names and date of birth with another number
        {"defendant_pnc": "", "defendant_first_names": "Harlen"},  # a letter wrong
        {"defendant_pnc": "", "defendant_date_of_birth": "1984-12-03"},  # day and month the other way round
        {"defendant_pnc": "", "defendant_date_of_birth": "1984-03-13"},  # a slip of the pen
        {"defendant_pnc": "", "defendant_date_of_birth": ""},  # no date of birth
    ],
)
def test_somebody_who_may_be_one_we_hold_waits_for_a_person(changes: dict[str, str]) -> None:
    bring(row())
    tally = bring(row(result_id="R-2", hearing_id="H-2", sentenced_on="2026-11-12", **changes))
    assert (tally.created, tally.held) == (0, 1)
    held = result("R-2")
    assert (held.state, held.case, held.offender) == ("held", None, None)
    assert set(held.held_for) <= {"person_doubt", "person_alike"}
    assert (Offender.objects.count(), Case.objects.count(), ReferralRequest.objects.count()) == (1, 1, 1)


def test_a_row_that_fits_two_people_joins_neither() -> None:
    OffenderFactory(first_names="Owen", last_name="Pell", date_of_birth=date(1990, 7, 1))
    OffenderFactory(first_names="Owen", last_name="Pell", date_of_birth=date(1990, 7, 1))
    bring(row(**SOMEBODY_ELSE))
    assert result("R-2").held_for == ["person_doubt"]


def test_several_people_harmed_are_each_asked_for() -> None:
    bring(row(), row(result_id="R-2", harmed_first_names="Tom", harmed_last_name="Arden"))
    assert Case.objects.count() == 1
    assert {request.concerning for request in ReferralRequest.objects.all()} == {"Maria Fenn", "Tom Arden"}


def test_two_offences_against_one_person_are_one_request_with_the_better_verdict() -> None:
    stalking = {"offence_code": "PH97006", "sentence_months": "", "sentence_weeks": "20"}
    bring(row(), row(result_id="R-2", **stalking))
    request = ReferralRequest.objects.get()
    assert (request.verdict, request.offences.count()) == ("STATUTORY_VCS", 2)


def test_an_offence_that_comes_later_is_added_to_the_request_and_never_makes_it_worse() -> None:
    stalking = {"offence_code": "PH97006", "sentence_months": "", "sentence_weeks": "20"}
    bring(row(result_id="R-2", **stalking))
    assert ReferralRequest.objects.get().verdict == "VNS"
    bring(row())
    request = ReferralRequest.objects.get()
    assert (request.verdict, request.offences.count()) == ("STATUTORY_VCS", 2)
    assert result().state == "joined"


def test_somebody_already_referred_is_not_asked_for() -> None:
    enrolment = EnrolmentFactory(
        victim__first_names="Maria",
        victim__last_name="FENN",
        case__conviction__sentenced_on=date(2026, 11, 9),
        case__sentenced_on=date(2026, 11, 9),
        case__conviction__offender__first_names="Harlan",
        case__conviction__offender__last_name="Dray",
        case__conviction__offender__date_of_birth=date(1984, 3, 12),
    )
    bring(row())
    kept = result()
    assert (kept.state, kept.case, kept.request) == ("joined", enrolment.case, None)
    assert not ReferralRequest.objects.exists()


def test_a_result_nobody_is_entitled_by_keeps_its_reason_and_opens_nothing() -> None:
    bring(row(disposal="suspended"))
    kept = result()
    assert (kept.state, kept.verdict, kept.case) == ("no_action", "NOT_ELIGIBLE", None)
    assert "suspended sentence does not count" in kept.verdict_reasons[0]
    assert (Offender.objects.count(), Case.objects.count()) == (0, 0)


def test_a_suspended_sentence_that_is_activated_opens_the_case() -> None:
    bring(row(disposal="suspended", sentenced_on="2026-09-01"))
    bring(row(result_id="R-2", result="activation", changes_result_id="R-1"))
    assert (result("R-2").state, result("R-2").verdict) == ("opened", "STATUTORY_VCS")
    assert Sentence.objects.get().cause == "activated"


@pytest.mark.parametrize("named", ["R-1", ""])
def test_an_appeal_supersedes_the_sentence_and_has_the_case_judged_anew(named: str) -> None:
    bring(row())
    bring(
        row(result_id="R-2", result="appeal", sentence_months="10", sentenced_on="2026-11-16", changes_result_id=named)
    )
    kept, case = result("R-2"), Case.objects.get()
    assert (kept.state, kept.case, kept.offence) == ("changed", case, result().offence)
    now, before = Sentence.objects.order_by("-pk")
    assert (now.months, now.cause, now.superseded_at) == (10, "appeal", None)
    assert before.superseded_at is not None
    assert case.facts_changed_at is not None
    assert ReferralRequest.objects.get().verdict == "STATUTORY_VCS"  # what is asked for is not taken back by itself


def test_two_changes_in_one_file_leave_one_current_sentence() -> None:
    change = {"changes_result_id": "R-1", "result": "resentence", "sentenced_on": "2026-11-12"}
    bring(
        row(),
        row(result_id="R-2", **change, sentence_months="16"),
        row(result_id="R-3", **change, sentence_months="18"),
    )
    assert Sentence.objects.count() == 3
    assert Sentence.objects.get(superseded_at=None).months == 18


def test_a_change_of_a_sentence_we_cannot_find_waits() -> None:
    bring(row())
    bring(row(result_id="R-2", result="appeal", changes_result_id="R-77"))
    assert result("R-2").held_for == ["sentence_not_found"]


def test_the_same_result_with_another_length_waits_unless_the_court_changed_it() -> None:
    bring(row())
    bring(row(sentence_months="24"))
    again = result()
    assert (again.version, again.held_for) == (2, ["sent_again"])
    assert "sentence months" in again.notes[0]
    bring(row(sentence_months="24", result="resentence", sentenced_on="2026-11-16"))
    assert (result().version, result().state) == (3, "changed")
    assert Sentence.objects.get(superseded_at=None).months == 24


def test_a_later_version_with_nothing_that_matters_changed_stays_on_its_case() -> None:
    bring(row())
    bring(row(harmed_relation="neighbour"))
    assert (result().version, result().state, result().case) == (2, "joined", Case.objects.get())
    assert ReferralRequest.objects.count() == 1


def test_a_new_version_of_a_held_result_takes_its_place() -> None:
    bring(row(police_force="Nowhere"))
    assert result().held_for == ["force_unknown"]
    bring(row())
    assert result().state == "opened"
    old = CourtResult.objects.get(version=1)
    assert (old.state, old.notes) == ("no_action", ["A later version of this result replaced it."])


def test_a_withdrawal_waits_when_something_came_of_the_result() -> None:
    bring(row(), row(**SOMEBODY_ELSE, disposal="community", sentence_months=""))
    bring(row(result_id="R-3", result="withdrawn", changes_result_id="R-1"))
    bring(row(result_id="R-4", result="withdrawn", changes_result_id="R-2"))
    assert (result("R-3").held_for, result("R-4").state) == (["withdrawn"], "no_action")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"court_code": "X99ZZ00"}, "court_unknown"),
        ({"police_force": ""}, "force_unknown"),
        ({"police_force": "Dorset"}, "no_unit"),
        ({"offence_code": "ZZ99999"}, "offence_unknown"),
        ({"harmed_first_names": "HARLAN", "harmed_last_name": "Dray"}, "harmed_is_defendant"),
    ],
)
def test_what_cannot_be_acted_on_without_guessing_is_held(changes: dict[str, str], reason: str) -> None:
    Organisation.objects.filter(force__name="Dorset").delete()
    tally = bring(row(**changes))
    assert (tally.created, tally.held) == (0, 1)
    assert (result().state, result().held_for) == ("held", [reason])
    assert result().notes[0].endswith(".")
    assert not ReferralRequest.objects.exists()


def test_a_sentence_that_differs_from_the_referral_waits() -> None:
    EnrolmentFactory(
        case__conviction__sentenced_on=date(2026, 11, 9),
        case__sentenced_on=date(2026, 11, 9),
        case__conviction__offender__first_names="Harlan",
        case__conviction__offender__last_name="Dray",
        case__conviction__offender__date_of_birth=date(1984, 3, 12),
    )
    sentence = Sentence.objects.get()
    offence = sentence.offence
    bring(
        row(
            offence_code=offence.code,
            offence_date=str(offence.committed_on or ""),
            disposal=sentence.disposal,
            sentence_months="40",
        )
    )
    assert result().held_for == ["sentence_differs"]


def test_a_number_that_does_not_hold_is_noted_and_not_matched_on() -> None:
    bring(row(defendant_pnc="1980/0163001B"))
    assert "PNC number 1980/0163001B does not look right" in result().notes[0]
    assert result().state == "opened"


@pytest.mark.parametrize(("answer", "requests"), [("wrong_case", 2), ("withdrawn", 2), ("declined", 1)])
def test_only_after_wrong_case_or_taken_back_is_somebody_asked_for_again(answer: str, requests: int) -> None:
    bring(row())
    ReferralRequest.objects.update(answer=answer, answered_on=date(2026, 11, 20))
    bring(row(harmed_relation="neighbour"))
    assert ReferralRequest.objects.count() == requests
    assert ReferralRequest.objects.filter(answer="").count() == requests - 1
