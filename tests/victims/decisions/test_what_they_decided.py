"""A decline leaves an enrolment open and quiet, and it can be taken back at one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from notifications.actions.planning import plan_events
from tests.victims.decisions.conftest import Decide
from victims.actions.contact import record_contact
from victims.actions.victim_decisions import CannotRecordDecision, rejoin
from victims.models import ContactEntry, Deadline, Enrolment, VictimDecision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def standing(enrolment: Enrolment) -> list[str]:
    return list(Deadline.objects.standing().filter(enrolment=enrolment).values_list("kind", flat=True))


def test_somebody_who_declined_stays_open_with_nothing_due(
    enrolment: Enrolment, spoke: ContactEntry, decide: Decide
) -> None:
    decide("declined", contact=spoke)
    assert (enrolment.is_open, enrolment.is_dormant, enrolment.wish) == (True, True, "declined")
    assert standing(enrolment) == []
    assert (enrolment.next_kind, enrolment.next_due_on, enrolment.urgent_from) == ("", None, None)


def test_what_they_had_not_been_told_is_on_no_list_once_they_decline(
    enrolment: Enrolment, spoke: ContactEntry, decide: Decide, person: Callable[..., User]
) -> None:
    record_event(case=enrolment.case, kind="recall", happens_on=date(2026, 11, 20), by=person(Role.OFFENDER_MANAGER))
    plan_events()
    assert standing(enrolment) == ["tell_of_event"]
    decide("declined", contact=spoke)
    assert standing(enrolment) == []


def test_what_was_agreed_with_them_stays_to_be_done(enrolment: Enrolment, jo: User, decide: Decide) -> None:
    contact = record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 20),
        channel="phone",
        outcome="spoke",
        next_step="Send the leaflet about coming back",
        next_on=date(2026, 11, 25),
        by=jo,
    )
    decide("declined", contact=contact)
    assert standing(enrolment) == ["follow_up"]
    assert enrolment.next_kind == "follow_up"


def test_the_contact_meets_the_first_contact_clock_and_the_decision_does_not(
    enrolment: Enrolment, decide: Decide
) -> None:
    decide("declined", told_by="referrer")
    assert enrolment.first_contact_on is None
    assert set(Deadline.objects.filter(enrolment=enrolment, met_on__isnull=False).values_list("kind", flat=True)) == {
        "referral"
    }


def test_somebody_who_could_not_be_traced_is_not_counted_as_contacted(
    enrolment: Enrolment, jo: User, decide: Decide
) -> None:
    attempt = record_contact(
        enrolment=enrolment, happened_on=date(2026, 11, 19), channel="phone", outcome="no_answer", by=jo
    )
    decision = decide("could_not_trace", tried="Asked the referrer for another number.")
    assert enrolment.first_contact_on is None
    assert list(decision.attempts.all()) == [attempt]
    again = Deadline.objects.standing().get(enrolment=enrolment)
    assert (again.kind, again.due_on, again.task) == (
        "offer_again",
        date(2027, 2, 1),
        "Try to trace them again",
    )


def test_nobody_is_untraceable_before_somebody_tried(enrolment: Enrolment, decide: Decide) -> None:
    with pytest.raises(CannotRecordDecision, match="at least one attempt"):
        decide("could_not_trace")
    assert not VictimDecision.objects.exists()


def test_a_letter_that_was_sent_is_no_answer(enrolment: Enrolment, jo: User, decide: Decide) -> None:
    letter = record_contact(
        enrolment=enrolment, happened_on=date(2026, 11, 19), channel="letter", outcome="sent", by=jo
    )
    with pytest.raises(CannotRecordDecision, match="Record the contact"):
        decide("declined", contact=letter)


def test_a_decline_says_what_was_explained(spoke: ContactEntry, decide: Decide) -> None:
    with pytest.raises(CannotRecordDecision, match="what was explained"):
        decide("declined", contact=spoke, explained=[])


def test_not_now_names_the_day_on_which_they_are_asked_again(
    enrolment: Enrolment, spoke: ContactEntry, decide: Decide
) -> None:
    with pytest.raises(CannotRecordDecision, match="after today"):
        decide("not_now", contact=spoke, ask_again_on=date(2026, 11, 20))
    decide("not_now", contact=spoke)
    assert (enrolment.next_kind, enrolment.next_due_on) == ("offer_again", date(2027, 2, 1))


def test_the_earlier_decision_is_kept(enrolment: Enrolment, spoke: ContactEntry, decide: Decide) -> None:
    first = decide("not_now", contact=spoke)
    second = decide("declined", contact=spoke)
    first.refresh_from_db()
    assert first.superseded_at is not None
    assert list(VictimDecision.objects.current()) == [second]
    assert standing(enrolment) == [], "the day to ask again went with the decision it came from"


def test_coming_back_is_one_press_and_brings_back_what_they_were_not_told(
    enrolment: Enrolment, jo: User, spoke: ContactEntry, decide: Decide, person: Callable[..., User]
) -> None:
    decide("declined", contact=spoke)
    recall = record_event(
        case=enrolment.case, kind="recall", happens_on=date(2026, 11, 20), by=person(Role.OFFENDER_MANAGER)
    )
    plan_events()
    assert standing(enrolment) == ["offer_again"]
    rejoin(enrolment=enrolment, by=jo)
    told = Deadline.objects.standing().get(enrolment=enrolment)
    assert (told.kind, told.event) == ("tell_of_event", recall)
    assert (enrolment.is_dormant, enrolment.urgent_reason) == (False, "recalled")


def test_coming_back_before_any_contact_starts_the_first_contact_clock_again(
    enrolment: Enrolment, jo: User, decide: Decide
) -> None:
    decide("declined", told_by="referrer")
    assert standing(enrolment) == []
    rejoin(enrolment=enrolment, by=jo)
    assert set(standing(enrolment)) == {"first_contact", "overall"}
    assert enrolment.next_due_on == date(2026, 11, 26)


def test_a_closed_enrolment_takes_no_decision(enrolment: Enrolment, decide: Decide) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(
        status="closed", closed_on=date(2026, 11, 20), closed_because="SENTENCE_ENDED"
    )
    with pytest.raises(CannotRecordDecision, match="is closed"):
        decide("accepted")
