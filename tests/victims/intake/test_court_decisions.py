"""A person decides a court result that is held: what follows, for that row and those of the same hearing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.models import Case, Offender, Sentence
from cases.queries.courts import named_courts
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory, VictimFactory
from tests.victims.intake.court_files import SOMEBODY_ELSE, bring, result, row, units_for
from victims.enums import HoldReason, ResultDecision
from victims.intake.court_deciding import ResultIsDecided, ResultNotSettled, Ruling, decide_result
from victims.models import BothSides, CourtResult, ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
People = Callable[..., User]
ALIKE = {"defendant_pnc": "", "defendant_first_names": "Harlen", "sentenced_on": "2026-11-12", "hearing_id": "H-2"}


@pytest.fixture(autouse=True)
def _kent_asks(friday: object) -> None:
    units_for("Kent")


@pytest.fixture
def vao(person: People) -> User:
    return person(Role.VAO)


def post(browser: Client, result_id: str, **answers: object) -> object:
    answer = browser.post(f"/court-results/{result(result_id).reference}/", answers)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def test_it_is_the_offender_we_hold(signed_in: SignedIn) -> None:
    bring(row())
    bring(row(result_id="R-2", **ALIKE))
    browser, held = signed_in(Role.VAO), Offender.objects.get()
    page = browser.get(f"/court-results/{result('R-2').reference}/").content.decode()
    assert f"Reference {held.reference}" in page
    assert "Same date of birth" in page
    post(browser, "R-2", decision=held.reference, note="Same photograph")
    kept = result("R-2")
    assert (kept.state, kept.offender, kept.decision) == ("opened", held, "same_person")
    assert (Offender.objects.count(), Case.objects.count(), ReferralRequest.objects.count()) == (1, 2, 2)
    assert kept.raw == row(result_id="R-2", **ALIKE)


def test_it_is_somebody_new_and_the_other_rows_of_the_hearing_follow(vao: User) -> None:
    bring(row())
    bring(row(result_id="R-2", **ALIKE), row(result_id="R-3", **ALIKE, harmed_first_names="Tom"))
    assert {result("R-2").state, result("R-3").state} == {"held"}
    decide_result(result=result("R-2"), ruling=Ruling(ResultDecision.NEW_PERSON), by=vao)
    assert (result("R-2").state, result("R-3").state) == ("opened", "opened")
    assert (result("R-2").case, Offender.objects.count()) == (result("R-3").case, 2)
    assert {request.concerning for request in ReferralRequest.objects.all()} == {"Maria Fenn", "Tom Fenn"}


def test_what_is_decided_is_written_down_for_each_row_and_names_nobody(vao: User) -> None:
    bring(row())
    bring(row(result_id="R-2", **ALIKE), row(result_id="R-3", **ALIKE, harmed_first_names="Tom"))
    decide_result(result=result("R-2"), ruling=Ruling(ResultDecision.NEW_PERSON, note="Not Harlan Dray"), by=vao)
    entries = AuditEntry.objects.filter(verb="court_result.decided")
    assert {(entry.subject_ref, entry.actor) for entry in entries} == {
        (result("R-2").reference, vao),
        (result("R-3").reference, vao),
    }
    assert not any("Dray" in str(entry.facts) or "Harlan" in str(entry.facts) for entry in entries)


def test_set_aside_needs_a_reason_and_nothing_follows(signed_in: SignedIn) -> None:
    bring(row(harmed_first_names="Harlan", harmed_last_name="Dray"))
    browser, address = signed_in(Role.MANAGER), f"/court-results/{result().reference}/"
    assert "Give the reason why it is set aside." in browser.post(address, {"decision": "set_aside"}).content.decode()
    post(browser, "R-1", decision="set_aside", note="The court named the defendant")
    assert (result().state, result().decision_note) == ("set_aside", "The court named the defendant")
    assert (Case.objects.count(), ReferralRequest.objects.count()) == (0, 0)


def test_every_result_of_the_offender_in_the_file_is_set_aside_together(signed_in: SignedIn) -> None:
    twice = {"harmed_first_names": "Harlan", "harmed_last_name": "Dray"}
    bring(row(**twice), row(result_id="R-2", hearing_id="H-2", **twice), row(**SOMEBODY_ELSE | {"result_id": "R-3"}))
    bring(row(result_id="R-4", hearing_id="H-4", **twice))
    browser, address = signed_in(Role.VAO), f"/court-results/{result().reference}/"
    assert (
        "every other result of this offender in the file that waits (1 more)" in browser.get(address).content.decode()
    )
    post(browser, "R-1", decision="set_aside", note="Not our defendant", whole_person="on")
    states = [result(number).state for number in ("R-1", "R-2", "R-3", "R-4")]
    assert states == ["set_aside", "set_aside", "opened", "held"]
    assert AuditEntry.objects.filter(verb="court_result.decided").count() == 2


def test_setting_one_aside_leaves_the_others_waiting(signed_in: SignedIn) -> None:
    twice = {"harmed_first_names": "Harlan", "harmed_last_name": "Dray"}
    bring(row(**twice), row(result_id="R-2", **twice))
    post(signed_in(Role.VAO), "R-1", decision="set_aside", note="Sent in error")
    assert (result("R-1").state, result("R-2").state) == ("set_aside", "held")


def test_another_person_of_the_same_name_is_asked_for(signed_in: SignedIn) -> None:
    bring(row(harmed_first_names="Harlan", harmed_last_name="Dray"))
    browser = signed_in(Role.VAO)
    page = browser.get(f"/court-results/{result().reference}/").content.decode()
    assert "The person harmed has the same name as the offender." in page
    assert "The person harmed is another person of the same name" in page
    post(browser, "R-1", decision="go_on")
    assert (result().state, ReferralRequest.objects.get().concerning) == ("opened", "Harlan Dray")


@pytest.mark.parametrize(
    ("wrong", "question", "answer", "cell"),
    [
        ({"court_code": "X99ZZ00"}, "court", "Maidstone Crown Court", "C46MA00"),
        ({"police_force": "Nowhere"}, "police_force", "Kent", "Kent"),
        ({"offence_code": "ZZ99999"}, "offence_code", "OF61102", "OF61102"),
    ],
)
def test_a_cell_set_right_stands_beside_what_was_received(
    wrong: dict[str, str], question: str, answer: str, cell: str, signed_in: SignedIn
) -> None:
    if question == "court":
        answer = next(court.label for court in named_courts() if court.code == cell)
    bring(row(**wrong))
    browser = signed_in(Role.VAO)
    assert (
        b"or set the result aside."
        in browser.post(f"/court-results/{result().reference}/", {"decision": "go_on"}).content
    )
    post(browser, "R-1", decision="go_on", **{question: answer})
    kept = result()
    assert kept.state == "opened"
    assert kept.raw == row(**wrong)
    assert list(kept.corrections.values()) == [cell]


def test_a_doubt_that_is_settled_is_not_asked_again_while_another_holds_the_result(vao: User) -> None:
    bring(row())
    bring(row(result_id="R-2", **ALIKE, harmed_first_names="Harlen", harmed_last_name="Dray"))
    assert result("R-2").held_for == ["harmed_is_defendant"]
    first = Ruling(ResultDecision.GO_ON, settled=frozenset({HoldReason.HARMED_IS_DEFENDANT}))
    held = decide_result(result=result("R-2"), ruling=first, by=vao)
    assert (held.state, held.held_for) == ("held", ["person_alike"])
    second = Ruling(ResultDecision.SAME_PERSON, offender=Offender.objects.get())
    assert decide_result(result=held, ruling=second, by=vao).state == "opened"
    assert Offender.objects.count() == 1


def test_what_was_sent_again_is_put_right_by_a_person_and_supersedes(vao: User) -> None:
    bring(row())
    bring(row(sentence_months="24"))
    ruling = Ruling(ResultDecision.GO_ON, settled=frozenset({HoldReason.SENT_AGAIN}))
    assert decide_result(result=result(), ruling=ruling, by=vao).state == "changed"
    assert Sentence.objects.get(superseded_at=None).months == 24


def test_deciding_who_it_is_does_not_settle_what_was_sent_again(vao: User) -> None:
    bring(row())
    bring(row(sentence_months="24"))
    with pytest.raises(ResultNotSettled):
        decide_result(result=result(), ruling=Ruling(ResultDecision.GO_ON), by=vao)
    assert result().state == "held"


def test_a_change_that_waited_for_the_result_it_changes_follows(vao: User) -> None:
    bring(row(police_force="Nowhere"))
    bring(row(result_id="R-2", result="appeal", sentence_months="10", changes_result_id="R-1"))
    assert result("R-2").held_for == ["sentence_not_found"]
    ruling = Ruling(ResultDecision.GO_ON, corrections={"police_force": "Kent"})
    decide_result(result=result(), ruling=ruling, by=vao)
    assert (result().state, result("R-2").state) == ("opened", "changed")
    assert Sentence.objects.get(superseded_at=None).months == 10


def test_a_withdrawal_is_closed_by_a_person(vao: User) -> None:
    bring(row())
    bring(row(result_id="R-3", result="withdrawn", changes_result_id="R-1"))
    ruling = Ruling(ResultDecision.GO_ON, settled=frozenset({HoldReason.WITHDRAWN}))
    assert decide_result(result=result("R-3"), ruling=ruling, by=vao).state == "no_action"


def test_the_second_to_decide_is_told_so(vao: User, signed_in: SignedIn) -> None:
    bring(row(harmed_first_names="Harlan", harmed_last_name="Dray"))
    held = result()
    decide_result(result=held, ruling=Ruling(ResultDecision.SET_ASIDE, note="No"), by=vao)
    with pytest.raises(ResultIsDecided):
        decide_result(result=held, ruling=Ruling(ResultDecision.SET_ASIDE, note="No"), by=vao)
    answer = signed_in(Role.VAO).post(f"/court-results/{held.reference}/", {"decision": "set_aside", "note": "No"})
    assert answer.status_code == 409


def test_another_region_cannot_decide(person: People) -> None:
    bring(row(harmed_first_names="Harlan", harmed_last_name="Dray"))
    stranger = person(Role.MANAGER, region="N54")
    with pytest.raises(ResultIsDecided):
        decide_result(result=result(), ruling=Ruling(ResultDecision.SET_ASIDE, note="No"), by=stranger)
    assert result().state == "held"


def test_somebody_whose_case_is_restricted_is_neither_shown_nor_passed_over(signed_in: SignedIn) -> None:
    bring(row())
    EnrolmentFactory(case=result().case, restricted=True)
    bring(row(result_id="R-2", **ALIKE))
    page = signed_in(Role.VAO).get(f"/court-results/{result('R-2').reference}/").content.decode()
    assert Offender.objects.get().reference not in page
    assert "Somebody whose case is restricted may fit too." in page
    assert "somebody we do not hold yet" not in page


def test_an_offender_who_is_a_victim_elsewhere_is_found_on_both_sides(friday: object) -> None:
    victim = VictimFactory(first_names="Harlan", last_name="Dray", date_of_birth=date(1984, 3, 12))
    enrolment = EnrolmentFactory(victim=victim, case__conviction__offender=OffenderFactory(last_name="Zabel"))
    bring(row())
    enrolment.refresh_from_db()
    assert enrolment.restricted
    assert BothSides.objects.get().offender == result().offender
    assert CourtResult.objects.get().state == "opened"
