"""The pages: what they decided, in two short steps, and their word before any number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.victims.decisions.conftest import Decide
from victims.actions.contact import record_contact
from victims.models import ContactEntry, Enrolment, LatenessReason, VictimDecision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignIn = Callable[..., Client]


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def test_the_first_page_asks_which_decision_it_is(enrolment: Enrolment, jo: User, signed_in: SignIn) -> None:
    browser = signed_in(jo)
    page = browser.get(f"/victims/{enrolment.reference}/decision/").content.decode()
    assert "What did they decide?" in page
    assert (
        "Choose what they decided." in browser.get(f"/victims/{enrolment.reference}/decision/?kind=").content.decode()
    )


def test_a_decline_is_recorded_from_the_page(
    enrolment: Enrolment, spoke: ContactEntry, jo: User, signed_in: SignIn
) -> None:
    answers = {
        "told_by": "themselves",
        "contact": spoke.pk,
        "explained": ["scheme"],
        "reason": "TOO_PAINFUL",
        "never_again": "on",
        **day("decided_on", date(2026, 11, 20)),
    }
    page = signed_in(jo).post(f"/victims/{enrolment.reference}/decision/?kind=declined", answers, follow=True)
    decision = VictimDecision.objects.get()
    assert (decision.contact, decision.never_again, decision.reason and decision.reason.code) == (
        spoke,
        True,
        "TOO_PAINFUL",
    )
    assert "They said on Friday 20 November 2026 that they do not want to hear from us again." in page.content.decode()


def test_their_word_stands_before_the_numbers_where_somebody_is_about_to_call(
    enrolment: Enrolment, spoke: ContactEntry, jo: User, decide: Decide, signed_in: SignIn
) -> None:
    decide("declined", contact=spoke)
    for place in ("", "contact/"):
        page = signed_in(jo).get(f"/victims/{enrolment.reference}/{place}").content.decode()
        assert page.index("They declined contact on Friday 20 November 2026.") < page.index("ever withheld number")


def test_a_decision_without_a_contact_says_what_to_do(enrolment: Enrolment, jo: User, signed_in: SignIn) -> None:
    answers = {"told_by": "themselves", "explained": ["scheme"], **day("decided_on", date(2026, 11, 20))}
    page = signed_in(jo).post(f"/victims/{enrolment.reference}/decision/?kind=declined", answers).content.decode()
    assert "Record the contact at which they told us first." in page
    assert not VictimDecision.objects.exists()


def test_the_attempts_are_listed_for_somebody_not_traced(enrolment: Enrolment, jo: User, signed_in: SignIn) -> None:
    record_contact(enrolment=enrolment, happened_on=date(2026, 11, 17), channel="phone", outcome="no_answer", by=jo)
    browser = signed_in(jo)
    page = browser.get(f"/victims/{enrolment.reference}/decision/?kind=could_not_trace").content.decode()
    assert "Telephone, no answer, Tuesday 17 November 2026" in page
    answers = {**day("decided_on", date(2026, 11, 20)), **day("ask_again_on", date(2027, 1, 11))}
    browser.post(f"/victims/{enrolment.reference}/decision/?kind=could_not_trace", answers)
    assert VictimDecision.objects.get().kind == "could_not_trace"


def test_one_press_brings_somebody_back(
    enrolment: Enrolment, spoke: ContactEntry, jo: User, decide: Decide, signed_in: SignIn
) -> None:
    decide("declined", contact=spoke)
    browser = signed_in(jo)
    assert "They want contact after all" in browser.get(f"/victims/{enrolment.reference}/").content.decode()
    browser.post(f"/victims/{enrolment.reference}/rejoin/")
    enrolment.refresh_from_db()
    assert not enrolment.is_dormant


def test_the_case_shows_each_decision_in_its_timeline(
    enrolment: Enrolment, spoke: ContactEntry, jo: User, decide: Decide, signed_in: SignIn
) -> None:
    decide("not_now", contact=spoke)
    timeline = signed_in(jo).get(f"/cases/{enrolment.case.reference}/timeline/").content.decode()
    assert f"{enrolment.victim.short_name}: not now" in timeline


def test_a_reason_for_lateness_is_kept_once(enrolment: Enrolment, jo: User, signed_in: SignIn) -> None:
    browser = signed_in(jo)
    for _ in range(2):
        page = browser.post(f"/victims/{enrolment.reference}/lateness/", {"reason": "WRONG_DETAILS"}).content.decode()
    assert "This reason is recorded already." in page
    assert LatenessReason.objects.get().reason.code == "WRONG_DETAILS"


def test_a_manager_answers_whether_contact_is_offered_again(
    enrolment: Enrolment, spoke: ContactEntry, decide: Decide, person: Callable[..., User], signed_in: SignIn
) -> None:
    decide("declined", contact=spoke, never_again=True, note="Please never ring again.")
    enrolment.deadlines.create(
        kind="decide_offer",
        task="Offer contact again: recall",
        started_on=date(2026, 11, 20),
        due_on=date(2026, 11, 20),
    )
    browser = signed_in(person(Role.MANAGER))
    assert enrolment.victim.short_name in browser.get("/decisions/").content.decode()
    assert "Please never ring again." in browser.get(f"/decisions/{enrolment.reference}/offer/").content.decode()
    sent = {"offer": "no", "reason": "Their word stands", "seen": enrolment.deadlines.get(kind="decide_offer").pk}
    browser.post(f"/decisions/{enrolment.reference}/offer/", sent)
    assert not enrolment.deadlines.filter(kind="offer_again").exists()
    assert browser.get(f"/decisions/{enrolment.reference}/offer/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "words"),
    [("declined", "Declined contact: nothing to do now"), ("not_now", "Said “not now”: nothing to do now")],
)
def test_the_officers_list_says_why_nothing_is_to_be_done(
    kind: str, words: str, enrolment: Enrolment, spoke: ContactEntry, jo: User, decide: Decide, signed_in: SignIn
) -> None:
    decide(kind, contact=spoke)
    enrolment.deadlines.update(withdrawn_on=date(2026, 11, 20), met_on=None)
    page = signed_in(jo).get("/work/").content.decode()
    assert f"{words} · {enrolment.victim.short_name}" in page
    assert "Nothing is due" not in page
