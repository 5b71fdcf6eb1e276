"""A manager decides about contact without a right to it, and nothing closes before the referrer knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from cases.enums import Verdict
from notifications.actions.reminders import raise_reminders
from notifications.models import Reminder
from victims.actions.contact import record_contact
from victims.actions.discretion import CannotDecideDiscretion, decide_discretion, read_outcome, tell_outcome
from victims.actions.verdicts import override_verdict
from victims.models import Deadline, DiscretionaryCriterion, DiscretionaryDecision, Enrolment, Referral
from victims.queries.decisions_waiting import outcomes_to_tell, to_decide, waiting_numbers
from vlu.lib import clock
from vlu.lib.clock import LONDON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
TODAY = date(2026, 11, 20)
Enrolled = Callable[..., Enrolment]
People = Callable[..., User]


@pytest.fixture
def sam(person: People) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


@pytest.fixture
def wco(person: People) -> User:
    return person(Role.WCO)


@pytest.fixture
def asked(enrolled: Enrolled, wco: User) -> Enrolment:
    """Referred on the 12th; the rule proposes that a manager decides."""
    referral = Referral.objects.create(
        reference="REF-1",
        submitted_by=wco,
        organisation=wco.organisation,
        received_at=clock.now(),
        received_on=date(2026, 11, 12),
        content={
            "offender": {"first_names": "Neil", "last_name": "Ambler"},
            "victim": {"first_names": "Maria", "last_name": "Fenn"},
            "objection": {"why": "He has threatened her from prison."},
        },
    )
    return enrolled(verdict="PROPOSE_DISCRETIONARY", verdict_rule="V5", scheme="DISCRETIONARY", referral=referral)


@pytest.fixture
def decide(asked: Enrolment, sam: User) -> Callable[..., DiscretionaryDecision]:
    def make(*, granted: bool, **facts: Any) -> DiscretionaryDecision:
        if granted:
            facts = {
                "criterion": DiscretionaryCriterion.objects.get(code="DC2"),
                "review_on": date(2027, 5, 20),
                **facts,
            }
        return decide_discretion(
            **{"enrolment": asked, "granted": granted, "reason": "Ongoing threats", "by": sam, **facts}
        )

    return make


Decide = Callable[..., DiscretionaryDecision]


@pytest.mark.parametrize(("verdict", "waits"), [("PROPOSE_DISCRETIONARY", 1), ("NOT_ELIGIBLE", 1), ("VNS", 0)])
def test_whoever_has_no_right_to_a_scheme_waits_for_a_manager(
    enrolled: Enrolled, sam: User, verdict: str, waits: int
) -> None:
    enrolled(verdict=verdict)
    assert to_decide(sam, TODAY).count() == waits


def test_urgent_ones_come_first_and_then_the_oldest(enrolled: Enrolled, sam: User) -> None:
    newer = enrolled(verdict="NOT_ELIGIBLE", referred_on=date(2026, 11, 18))
    older = enrolled(verdict="NOT_ELIGIBLE", referred_on=date(2026, 11, 11))
    urgent = enrolled(verdict="NOT_ELIGIBLE", referred_on=date(2026, 11, 19), referrer_says_urgent=True)
    assert list(to_decide(sam, TODAY)) == [urgent, older, newer]


def test_another_regions_manager_is_not_asked(asked: Enrolment, sam: User, person: People) -> None:
    elsewhere = person(Role.MANAGER, region="N59")
    assert waiting_numbers(sam, TODAY).total == 1
    assert waiting_numbers(elsewhere, TODAY).total == 0


def test_a_restricted_case_is_named_by_its_reference_to_a_manager_outside(
    asked: Enrolment, sam: User, signed_in: Callable[..., Client]
) -> None:
    Enrolment.objects.filter(pk=asked.pk).update(restricted=True)
    page = signed_in(sam).get("/decisions/").content.decode()
    assert f"A manager has to decide about {asked.reference}" in page
    assert asked.victim.last_name not in page


def test_a_grant_offers_discretionary_contact_until_its_review(asked: Enrolment, sam: User, decide: Decide) -> None:
    decide(granted=True)
    assert (asked.scheme, asked.is_open) == ("DISCRETIONARY", True)
    assert not to_decide(sam, TODAY).exists()
    review = Deadline.objects.get(enrolment=asked, kind="review")
    assert review.due_on == date(2027, 5, 20)
    assert asked.next_kind == "first_contact", "the review is the manager's, not the officer's"


def test_a_grant_needs_a_ground_and_a_review_after_today(decide: Decide) -> None:
    for missing in ({"criterion": None}, {"review_on": None}, {"review_on": TODAY}):
        with pytest.raises(CannotDecideDiscretion, match="criterion and a review date"):
            decide(granted=True, **missing)
    assert not DiscretionaryDecision.objects.exists()


def test_the_managers_hear_of_the_review_on_its_day(asked: Enrolment, sam: User, decide: Decide) -> None:
    decide(granted=True)
    the_day = datetime(2027, 5, 20, 9, tzinfo=LONDON)
    with clock.frozen_at(the_day):
        raise_reminders(the_day.date())
        assert waiting_numbers(sam, the_day.date()).reviews == 1
    assert Reminder.objects.get(rule="decision_due").reader == sam


def otherwise(enrolment: Enrolment, verdict: Verdict, by: User) -> None:
    override_verdict(enrolment=enrolment, verdict=verdict, reason_code="DATA_ERROR", reason="The court wrote", by=by)
    enrolment.refresh_from_db()


def test_not_eligible_after_all_ends_the_review_and_waits_for_a_new_decision(
    asked: Enrolment, sam: User, decide: Decide
) -> None:
    decide(granted=True)
    otherwise(asked, Verdict.NOT_ELIGIBLE, sam)
    assert Deadline.objects.get(enrolment=asked, kind="review").withdrawn_on == TODAY
    assert list(to_decide(sam, TODAY)) == [asked]
    with clock.frozen_at(datetime(2027, 5, 20, 9, tzinfo=LONDON)):
        assert waiting_numbers(sam, date(2027, 5, 20)).reviews == 0


def test_a_refusal_closes_nothing_once_they_have_a_right(asked: Enrolment, sam: User, decide: Decide) -> None:
    decision = decide(granted=False)
    otherwise(asked, Verdict.STATUTORY_VCS, sam)
    assert not outcomes_to_tell(sam).exists()
    with pytest.raises(CannotDecideDiscretion):
        tell_outcome(decision=decision, how="phone", told_on=TODAY, by=sam)
    asked.refresh_from_db()
    assert (asked.is_open, asked.scheme) == (True, "VCS")


def test_a_refusal_closes_nothing_before_the_referrer_knows(asked: Enrolment, sam: User, decide: Decide) -> None:
    decision = decide(granted=False)
    assert asked.is_open
    assert list(outcomes_to_tell(sam)) == [decision]
    tell_outcome(decision=decision, how="phone", told_on=TODAY, by=sam)
    asked.refresh_from_db()
    assert (asked.status, asked.closed_because, asked.closed_on) == ("closed", "NOT_ELIGIBLE", TODAY)
    assert not outcomes_to_tell(sam).exists()


def test_until_it_closes_the_page_says_first_that_contact_is_not_offered(
    asked: Enrolment, sam: User, decide: Decide, signed_in: Callable[..., Client]
) -> None:
    refused = "Contact is not offered. A manager decided this on Friday 20 November 2026."
    browser, address = signed_in(sam), f"/victims/{asked.reference}/"
    assert refused not in browser.get(address).text
    decide(granted=False)
    assert refused in browser.get(address).text
    assert "Contact is not offered. The referrer is to be told." in browser.get("/allocation/").text
    Enrolment.objects.filter(pk=asked.pk).update(verdict="STATUTORY_VCS")
    assert refused not in browser.get(address).text, "a right to the scheme goes before what a manager decided"
    assert "Contact is not offered." not in browser.get("/allocation/").text
    Enrolment.objects.filter(pk=asked.pk).update(verdict="PROPOSE_DISCRETIONARY")
    decide(granted=True)
    assert refused not in browser.get(address).text


def test_the_referrer_reading_it_is_enough(asked: Enrolment, wco: User, decide: Decide) -> None:
    decide(granted=False)
    assert asked.referral
    seen = [DiscretionaryDecision.objects.get().pk]
    assert [read_outcome(referral=asked.referral, seen=seen, by=wco) for _ in range(2)] == [1, 0]
    decision = DiscretionaryDecision.objects.get()
    assert (decision.told_how, decision.told_on, decision.told_recorded_by) == ("in_service", TODAY, wco)
    asked.refresh_from_db()
    assert not asked.is_open


def test_there_is_somebody_to_tell_while_somebody_referred_them(decide: Decide, sam: User) -> None:
    decision = decide(granted=False)
    with pytest.raises(CannotDecideDiscretion, match="Somebody referred"):
        tell_outcome(decision=decision, how="no_referrer", told_on=TODAY, by=sam)


def test_somebody_in_contact_is_told_that_it_ends_before_it_closes(asked: Enrolment, sam: User, decide: Decide) -> None:
    record_contact(enrolment=asked, happened_on=TODAY, channel="phone", outcome="spoke", by=sam)
    decision = decide(granted=False)
    tell_outcome(decision=decision, how="phone", told_on=TODAY, by=sam)
    asked.refresh_from_db()
    assert asked.is_open
    ending = Deadline.objects.standing().get(enrolment=asked, kind="follow_up")
    record_contact(enrolment=asked, happened_on=TODAY, channel="phone", outcome="spoke", steps_done=[ending], by=sam)
    tell_outcome(decision=decision, how="phone", told_on=TODAY, by=sam)
    asked.refresh_from_db()
    assert not asked.is_open


def test_a_later_decision_keeps_the_earlier_one(asked: Enrolment, decide: Decide) -> None:
    first, second = decide(granted=False), decide(granted=True)
    first.refresh_from_db()
    assert first.superseded_at is not None
    assert list(DiscretionaryDecision.objects.standing()) == [second]
    with pytest.raises(CannotDecideDiscretion, match="replaced"):
        tell_outcome(decision=first, how="phone", told_on=TODAY, by=first.decided_by)


def test_nobody_decides_about_somebody_with_a_right(enrolled: Enrolled, sam: User) -> None:
    with pytest.raises(CannotDecideDiscretion, match="right to a scheme"):
        decide_discretion(enrolment=enrolled(), granted=False, reason="No", by=sam)


def test_the_manager_sees_why_and_what_the_referrer_objected(
    asked: Enrolment, sam: User, signed_in: Callable[..., Client]
) -> None:
    Enrolment.objects.filter(pk=asked.pk).update(verdict_reasons=["Stalking with 14 months is on neither list."])
    page = signed_in(sam).get(f"/decisions/{asked.reference}/").content.decode()
    assert "Stalking with 14 months is on neither list." in page
    assert "He has threatened her from prison." in page
    assert "Concern about continuing risk" in page


def test_the_referrer_reads_the_outcome_and_not_the_reason(
    asked: Enrolment, sam: User, wco: User, decide: Decide, signed_in: Callable[..., Client]
) -> None:
    undecided = "You will see here when an officer has it."
    assert undecided in signed_in(wco).get("/referrals/REF-1/").content.decode()
    decide(granted=False, reason="Her brother shares a cell with him")
    assert "shares a cell" in signed_in(sam).get(f"/victims/{asked.reference}/").content.decode(), "there is a reason"
    browser = signed_in(wco)
    assert "Read the decision on REF-1" in browser.get("/referrals/").content.decode()
    page = browser.get("/referrals/REF-1/").content.decode()
    assert "Contact is not offered" in page
    assert undecided not in page, "what happens next follows the decision"
    assert "08 08 16 89 111" in page
    assert "shares a cell" not in page
    sent = {"seen": [DiscretionaryDecision.objects.get().pk]}
    after = browser.post("/referrals/REF-1/read/", sent, follow=True).content.decode()
    assert "I have read this" not in after
    assert "Read the decision on" not in browser.get("/referrals/").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    enrolled: Enrolled,
    sam: User,
    signed_in: Callable[..., Client],
    django_assert_num_queries: Any,
    how_many: int,
) -> None:
    for _ in range(how_many):
        enrolled(verdict="NOT_ELIGIBLE")
    browser = signed_in(sam)
    browser.get("/decisions/")
    with django_assert_num_queries(15):
        page = browser.get("/decisions/").content.decode()
    assert page.count("Decide KSS-26-") == how_many
