"""Nothing twice and nothing lost: two workers at once, and workers killed in the middle of a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import F

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from cases.models import KeyEvent
from notifications.actions.claiming import claim
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.channels.email import message_id
from notifications.models import OutboxMessage, Reminder
from tests.notifications.mail_sink import MailSink
from tests.notifications.running import at_once, program
from victims.models import Deadline, Enrolment

pytestmark = pytest.mark.django_db(transaction=True)

Waiting = Callable[..., OutboxMessage]
PATIENCE = 20  # seconds until a program that hangs fails the test


def states() -> Counter[str]:
    return Counter(OutboxMessage.objects.values_list("state", flat=True))


@pytest.mark.usefixtures("friday")
def test_two_sweeps_and_two_planners_at_once_tell_everybody_once(
    jo: User, enrolled: Callable[..., Enrolment], person: Callable[..., User]
) -> None:
    enrolments = [enrolled(officer=jo) for _ in range(12)]
    done = [sweep.done for sweep in at_once(lambda: raise_reminders(date(2026, 11, 23)))]
    assert sum(done) == 12
    assert Counter(Reminder.objects.values_list("enrolment", flat=True)) == {e.pk: 1 for e in enrolments}
    assert Reminder.objects.filter(by_digest=True).count() == 12

    manager = person(Role.OFFENDER_MANAGER)
    for enrolment in enrolments:
        record_event(case=enrolment.case, kind=EventKind.RECALL, happens_on=date(2026, 11, 19), by=manager)
    done = [sweep.done for sweep in at_once(plan_events)]
    assert sum(done) == 12
    assert Counter(Deadline.objects.filter(kind="tell_of_event").values_list("enrolment", flat=True)) == {
        e.pk: 1 for e in enrolments
    }
    assert OutboxMessage.objects.filter(reminder__rule="event").count() == 12
    assert not KeyEvent.objects.not_yet_planned().exists()


def test_two_drains_at_once_send_each_message_once(waiting: Waiting, sink: MailSink) -> None:
    keys = [waiting(f"key {number}").dedupe_key for number in range(30)]
    drains = [program("drain_outbox", sink) for _ in range(2)]
    said = [drain.communicate(timeout=PATIENCE)[0] for drain in drains]
    assert [drain.returncode for drain in drains] == [0, 0], said
    assert sink.taken == {message_id(key): 1 for key in keys}
    assert states() == {"sent": 30}


@pytest.mark.parametrize(("place", "left"), [("recipient", 1), ("message", 2)])
def test_a_worker_killed_in_the_middle_leaves_one_message_in_doubt_which_goes_again_with_the_same_message_id(
    waiting: Waiting, sink: MailSink, place: str, left: int
) -> None:
    first, *others = [message_id(waiting(f"key {number}").dedupe_key) for number in range(4)]
    sink.stall_at = place
    worker = program("drain_outbox", sink)
    assert sink.stalled.wait(timeout=PATIENCE)
    worker.kill()
    worker.communicate(timeout=PATIENCE)
    sink.stall_at = ""
    assert states() == {"sending": 4}
    assert OutboxMessage.objects.exclude(begun_at=None).count() == 1

    OutboxMessage.objects.update(leased_until=F("leased_until") - timedelta(hours=1))
    assert "Sent: 3\nMay or may not have been sent: 1" in said_by_a_drain(sink)
    assert states() == {"uncertain": 1, "sent": 3}
    OutboxMessage.objects.update(not_before=F("queued_at"))
    assert "Sent: 1" in said_by_a_drain(sink)
    assert states() == {"sent": 4}
    assert sink.taken == Counter({first: left, **dict.fromkeys(others, 1)})


def test_a_worker_killed_before_it_began_leaves_nothing_in_doubt(waiting: Waiting, sink: MailSink) -> None:
    keys = [waiting(f"key {number}").dedupe_key for number in range(3)]
    claim()  # and is never heard of again
    OutboxMessage.objects.update(leased_until=F("leased_until") - timedelta(hours=1))
    assert "Sent: 3" in said_by_a_drain(sink)
    assert sink.taken == {message_id(key): 1 for key in keys}


def said_by_a_drain(sink: MailSink) -> str:
    said: str = program("drain_outbox", sink).communicate(timeout=PATIENCE)[0]
    return said
