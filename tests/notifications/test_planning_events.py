"""A reported event becomes an action and a word at once, for every officer on the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from cases.models import Case, KeyEvent
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from notifications.queries.words import sentence_of, words_of
from tests.factories.cases import CaseFactory, ConvictionFactory, OffenderFactory
from tests.factories.victims import VictimFactory
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Enrolled = Callable[..., Enrolment]


@pytest.fixture
def case() -> Case:
    made: Case = CaseFactory(
        conviction=ConvictionFactory(offender=OffenderFactory(first_names="Harlan", last_name="Dace"))
    )
    return made


@pytest.fixture
def recall(case: Case, person: Callable[..., User]) -> KeyEvent:
    return record_event(
        case=case, kind=EventKind.RECALL, happens_on=date(2026, 11, 19), by=person(Role.OFFENDER_MANAGER)
    )


def test_every_open_enrolment_gets_its_clock_and_its_officer_a_reminder(
    case: Case, recall: KeyEvent, jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    hers = enrolled(case=case, officer=jo, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    nobodys, elsewhere = enrolled(case=case, officer=None), enrolled(officer=jo)
    closed = enrolled(case=case, officer=jo)
    Enrolment.objects.filter(pk=closed.pk).update(status="closed", closed_on=clock.today(), closed_because="declined")

    sweep = plan_events()

    assert (sweep.done, sweep.failed) == (1, [])
    clocks = Deadline.objects.filter(kind="tell_of_event")
    assert set(clocks.values_list("enrolment", "event")) == {(hers.pk, recall.pk), (nobodys.pk, recall.pk)}
    assert set(Reminder.objects.values_list("enrolment", "rule", "reader__name")) == {
        (hers.pk, "event", "Jo Reed"),
        (nobodys.pk, "event", "Sam Okoro"),
    }
    assert elsewhere.deadlines.filter(kind="tell_of_event").count() == 0
    assert sentence_of(Reminder.objects.get(enrolment=hers)) == (
        "Telling Maria F. about Harlan D. is due today, Friday 20 November 2026. "
        f"Reported: recall, Thursday 19 November 2026 ({hers.reference})."
    )
    recall.refresh_from_db()
    assert recall.planned_at == clock.now()


def test_the_message_says_neither_who_nor_what(case: Case, recall: KeyEvent, jo: User, enrolled: Enrolled) -> None:
    hers = enrolled(case=case, officer=jo, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    plan_events()
    mail = words_of(OutboxMessage.objects.get())
    assert mail
    assert (
        mail.subject == f"{hers.reference}: something was reported, telling them is due today, Friday 20 November 2026"
    )
    for word in ("Maria", "Fenn", "Harlan", "Dace", "recall", "Recall"):
        assert word not in mail.subject + mail.body


def test_planning_again_or_sweeping_after_it_says_nothing_twice(
    case: Case, recall: KeyEvent, jo: User, enrolled: Enrolled
) -> None:
    enrolled(case=case, officer=jo, referred_on=date(2026, 11, 19))
    assert [plan_events().done for _ in range(2)] == [1, 0]
    KeyEvent.objects.update(planned_at=None)  # as after a restore of an older copy
    assert plan_events().done == 1
    raise_reminders(clock.today())
    assert list(Reminder.objects.values_list("rule", flat=True)) == ["event"]


def test_a_withdrawn_event_is_not_planned(case: Case, recall: KeyEvent, jo: User, enrolled: Enrolled) -> None:
    enrolled(case=case, officer=jo)
    KeyEvent.objects.update(withdrawn_at=clock.now())
    assert plan_events().done == 0
    KeyEvent.objects.update(withdrawn_at=None)
    assert plan_events().done == 1


def test_when_nobody_can_be_told_the_run_says_so_and_it_is_tried_again(
    case: Case, recall: KeyEvent, jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    lost = enrolled(case=case, officer=None, region_id="N50")  # no manager there, and no administrator at all
    beside, fine = enrolled(case=case, officer=jo), enrolled(officer=jo)
    record_event(case=fine.case, kind=EventKind.DEATH, happens_on=date(2026, 11, 19), by=jo)

    sweep = plan_events()

    waits = lost.deadlines.get(kind="tell_of_event")
    assert (sweep.done, sweep.failed) == (2, [waits.pk])
    assert set(Reminder.objects.values_list("enrolment", flat=True)) == {beside.pk, fine.pk}
    person(Role.ADMIN)
    assert raise_reminders(clock.today()).failed == []
    assert Reminder.objects.filter(deadline=waits).count() == 1


def test_an_event_on_a_case_nobody_is_enrolled_on_is_done_with(recall: KeyEvent) -> None:
    assert [plan_events().done for _ in range(2)] == [1, 0]
