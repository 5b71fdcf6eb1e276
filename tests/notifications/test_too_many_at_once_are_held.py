"""A sweep that would send more than the limit for one unit holds that unit's messages, and no other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.actions.claiming import claim
from notifications.actions.reminders import raise_reminders
from notifications.models import HeldBatch, OutboxMessage, Reminder
from victims.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _urgent(settings: Any, jo: User, enrolled: Callable[..., Enrolment], person: Callable[..., User]) -> None:
    settings.OUTGOING_BATCH_LIMIT = 2
    afar = person(Role.VLO, region="N50")
    for _ in range(3):
        enrolled(officer=jo)
    enrolled(officer=afar, region_id="N50")
    Enrolment.objects.update(urgent_from=MONDAY, urgent_reason="released")


def test_one_batch_for_the_unit_and_none_for_the_other() -> None:
    raise_reminders(MONDAY)
    assert Counter(OutboxMessage.objects.values_list("state", flat=True)) == {"held": 3, "queued": 1}
    batch = HeldBatch.objects.get()
    assert (batch.messages_held, batch.messages.count(), batch.decision) == (3, 3, "")
    assert set(batch.messages.values_list("region", flat=True)) == {batch.region_id}
    assert Reminder.objects.count() == 4, "everybody sees it in the application"


def test_what_is_held_is_never_taken_to_be_sent() -> None:
    raise_reminders(MONDAY)
    assert [message.region_id for message in claim().ready] == ["N50"]
    assert claim().found == 0


def test_a_second_sweep_adds_nothing() -> None:
    raise_reminders(MONDAY)
    assert raise_reminders(MONDAY).done == 0
    assert HeldBatch.objects.count() == 1
