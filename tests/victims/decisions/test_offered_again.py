"""Somebody without contact is offered it again when something happens or comes near; never against their word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from cases.models import KeyDate, KeyEvent
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from tests.victims.decisions.conftest import Decide
from victims.actions.contact import record_contact
from victims.actions.offering_again import OfferAlreadyDecided, decide_offer, offer_before_dates
from victims.actions.victim_decisions import record_victim_decision
from victims.models import ContactEntry, Deadline, Enrolment
from vlu.lib import clock
from vlu.lib.clock import LONDON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]
TODAY = date(2026, 11, 20)


@pytest.fixture
def declined(enrolment: Enrolment, spoke: ContactEntry, decide: Decide) -> Enrolment:
    decide("declined", contact=spoke)
    return enrolment


@pytest.fixture
def never(enrolment: Enrolment, spoke: ContactEntry, decide: Decide) -> Enrolment:
    decide("declined", contact=spoke, never_again=True)
    return enrolment


@pytest.fixture
def report(enrolment: Enrolment, person: People) -> Callable[..., KeyEvent]:
    def happen(kind: str, **facts: str) -> KeyEvent:
        manager = person(Role.OFFENDER_MANAGER)
        event = record_event(case=enrolment.case, kind=kind, happens_on=TODAY, by=manager, **facts)
        assert plan_events().failed == []
        return event

    return happen


@pytest.fixture
def release_on(enrolment: Enrolment, person: People) -> Callable[[date], None]:
    def record(day: date) -> None:
        KeyDate.objects.current().filter(case=enrolment.case).update(superseded_at=clock.now())
        KeyDate.objects.create(
            case=enrolment.case,
            kind="release",
            falls_on=day,
            source="prison",
            recorded_by=person(Role.OFFENDER_MANAGER),
            recorded_at=clock.now(),
        )

    return record


def standing(enrolment: Enrolment) -> list[tuple[str, str, date]]:
    rows = Deadline.objects.standing().filter(enrolment=enrolment)
    return list(rows.values_list("kind", "task", "due_on"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("release_planned", "release is planned"),
        ("released", "released"),
        ("recall", "recall"),
        ("open_conditions", "moved to open conditions"),
        ("unlawfully_at_large", "unlawfully at large, escape or abscond"),
    ],
)
def test_an_event_gives_the_officer_an_offer_to_make_and_a_word(
    declined: Enrolment, jo: User, report: Callable[..., KeyEvent], kind: str, words: str
) -> None:
    report(kind)
    assert standing(declined) == [("offer_again", f"Offer contact again: {words}", TODAY)]
    declined.refresh_from_db()
    assert declined.next_kind == "offer_again"
    assert Reminder.objects.get().reader == jo


def test_a_move_back_to_closed_conditions_is_not_in_the_table(
    declined: Enrolment, report: Callable[..., KeyEvent]
) -> None:
    report("closed_conditions")
    assert standing(declined) == []


def test_somebody_not_traced_is_looked_for_again(
    enrolment: Enrolment, jo: User, decide: Decide, report: Callable[..., KeyEvent]
) -> None:
    record_contact(enrolment=enrolment, happened_on=TODAY, channel="phone", outcome="no_answer", by=jo)
    decide("could_not_trace")
    report("recall")
    assert ("offer_again", "Try to trace again: recall", TODAY) in standing(enrolment)


def test_planning_twice_makes_one_offer(declined: Enrolment, report: Callable[..., KeyEvent]) -> None:
    report("recall")
    KeyEvent.objects.update(planned_at=None)
    plan_events()
    assert len(standing(declined)) == 1


def test_only_a_contact_that_reached_them_makes_the_offer(
    declined: Enrolment, jo: User, report: Callable[..., KeyEvent]
) -> None:
    report("recall")
    offer = Deadline.objects.standing().get(enrolment=declined)
    for outcome, left in (("no_answer", 1), ("spoke", 0)):
        record_contact(enrolment=declined, happened_on=TODAY, channel="phone", outcome=outcome, told_of=[offer], by=jo)
        assert len(standing(declined)) == left


def test_their_new_answer_settles_the_offer(
    declined: Enrolment, spoke: ContactEntry, decide: Decide, report: Callable[..., KeyEvent]
) -> None:
    report("recall")
    decide("declined", contact=spoke)
    assert standing(declined) == []
    assert Deadline.objects.get(enrolment=declined, kind="offer_again").met_on == TODAY


def test_a_release_that_comes_near_is_offered_once(declined: Enrolment, release_on: Callable[[date], None]) -> None:
    release_on(TODAY + timedelta(days=91))
    assert offer_before_dates(TODAY).done == 0
    release_on(TODAY + timedelta(days=90))
    assert [offer_before_dates(TODAY).done, offer_before_dates(TODAY).done] == [1, 0]
    assert standing(declined) == [("offer_again", "Offer contact again: release comes near", date(2026, 12, 4))]


def test_without_a_worker_the_command_opens_the_offer(declined: Enrolment, release_on: Callable[[date], None]) -> None:
    release_on(TODAY + timedelta(days=30))
    out = StringIO()
    call_command("raise_reminders", stdout=out)
    assert "Offers of contact to be made again: 1." in out.getvalue()
    assert [row[0] for row in standing(declined)] == ["offer_again"]


def test_neither_an_answer_nor_a_date_that_moves_a_little_brings_a_second_offer(
    declined: Enrolment, spoke: ContactEntry, decide: Decide, release_on: Callable[[date], None]
) -> None:
    release_on(TODAY + timedelta(days=80))
    offer_before_dates(TODAY)
    decide("declined", contact=spoke)
    assert offer_before_dates(TODAY).done == 0
    release_on(TODAY + timedelta(days=60))
    assert offer_before_dates(TODAY).done == 0
    assert standing(declined) == []


def test_an_offer_is_due_before_a_release_that_is_days_away(
    declined: Enrolment, release_on: Callable[[date], None]
) -> None:
    release_on(date(2026, 11, 24))
    offer_before_dates(TODAY)
    assert [row[2] for row in standing(declined)] == [date(2026, 11, 24)]
    declined.refresh_from_db()
    assert declined.urgent_reason == "release_soon"


def test_nobody_with_contact_is_offered_it(enrolment: Enrolment, release_on: Callable[[date], None]) -> None:
    release_on(TODAY + timedelta(days=30))
    assert offer_before_dates(TODAY).done == 0
    assert not enrolment.deadlines.filter(kind="offer_again").exists()


def test_somebody_who_said_never_again_is_the_managers_question_and_nobody_elses(
    never: Enrolment, jo: User, person: People, report: Callable[..., KeyEvent]
) -> None:
    sam = person(Role.MANAGER, name="Sam Okoro")
    report("recall")
    assert standing(never) == [("decide_offer", "Offer contact again: recall", TODAY)]
    never.refresh_from_db()
    assert (never.next_kind, never.urgent_from) == ("", None), "their officer has nothing to do"
    assert {reminder.rule for reminder in Reminder.objects.all()} == {"decision_due"}
    assert sam in {reminder.reader for reminder in Reminder.objects.all()}
    assert jo not in {reminder.reader for reminder in Reminder.objects.all()}
    for message in OutboxMessage.objects.all():
        assert never.victim.last_name not in message.subject + message.body


def test_the_managers_are_reminded_when_they_do_not_decide(
    never: Enrolment, person: People, report: Callable[..., KeyEvent]
) -> None:
    person(Role.MANAGER)
    report("recall")
    tuesday = datetime(2026, 11, 24, 9, tzinfo=LONDON)
    with clock.frozen_at(tuesday):
        raise_reminders(tuesday.date())
    assert "decision_overdue" in set(Reminder.objects.values_list("rule", flat=True))
    assert not Reminder.objects.filter(reader=never.officer).exists()


@pytest.mark.parametrize(("offer", "left"), [(True, ["offer_again"]), (False, [])])
def test_a_managers_answer_gives_the_officer_the_offer_or_ends_it(
    never: Enrolment, person: People, report: Callable[..., KeyEvent], offer: bool, left: list[str]
) -> None:
    report("unlawfully_at_large")
    question = Deadline.objects.standing().get(enrolment=never)
    sam = person(Role.MANAGER)
    decide_offer(deadline=question, offer=offer, reason="He knows where she lives.", by=sam)
    assert [kind for kind, _, _ in standing(never)] == left
    with pytest.raises(OfferAlreadyDecided):
        decide_offer(deadline=question, offer=True, reason="Again", by=sam)


def test_a_corrected_date_asks_no_manager_what_one_has_decided(
    never: Enrolment, report: Callable[..., KeyEvent], person: People
) -> None:
    report(EventKind.RELEASE_PLANNED)
    question = Deadline.objects.standing().get(kind="decide_offer")
    decide_offer(deadline=question, offer=True, reason="It is near.", by=person(Role.MANAGER))
    corrected = report(EventKind.RELEASE_PLANNED)

    assert list(Deadline.objects.standing().filter(event__isnull=False).values_list("kind", "event")) == [
        ("offer_again", corrected.pk)
    ]


def test_an_offer_not_made_yet_goes_to_the_managers_when_they_say_never_again(
    declined: Enrolment, jo: User, report: Callable[..., KeyEvent]
) -> None:
    report("recall")
    record_victim_decision(
        enrolment=declined,
        kind="declined",
        decided_on=date(2026, 11, 19),
        told_by="referrer",
        explained=["scheme"],
        never_again=True,
        by=jo,
    )
    assert [kind for kind, _, _ in standing(declined)] == ["decide_offer"]
