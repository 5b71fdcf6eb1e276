"""Rows of the ladder, of absences and of held messages, and what would break them (tests.architecture.broken_rows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Model

from accounts.enums import Role
from accounts.models import Absence
from notifications.models import Acknowledgement, HeldBatch, LadderStep, OutboxMessage, Snooze
from tests.access.world import World
from tests.factories.cases import NOW, SENTENCED
from victims.models import Deadline

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def message(world: World) -> OutboxMessage:
    reader = world.here[Role.VLO]
    return OutboxMessage.objects.create(
        dedupe_key="one", reminder=world.reminders[reader.pk], recipient=reader, queued_at=NOW, not_before=NOW
    )


def prompt(world: World) -> OutboxMessage:
    return OutboxMessage.objects.create(
        dedupe_key="one", cause="prompt", recipient=world.here[Role.VLO], queued_at=NOW, not_before=NOW
    )


def absence(world: World) -> Absence:
    manager = world.here[Role.MANAGER]
    return Absence.objects.create(
        person=world.here[Role.VLO],
        first_day=SENTENCED,
        last_day=SENTENCED,
        cover=world.beside[Role.VLO],
        recorded_by=manager,
        recorded_at=NOW,
    )


def clock(world: World) -> Deadline:
    return Deadline.objects.filter(enrolment=world.enrolment).earliest("pk")


def snooze(world: World) -> Snooze:
    of = clock(world)
    return Snooze.objects.create(
        deadline=of, target_date=of.due_on, until=of.due_on, reason="Asked to wait", by=world.here[Role.VLO], at=NOW
    )


def acknowledgement(world: World) -> Acknowledgement:
    of = clock(world)
    return Acknowledgement.objects.create(
        deadline=of, target_date=of.due_on, note="Calling today", by=world.here[Role.VLO], at=NOW
    )


def batch(world: World) -> HeldBatch:
    region = world.here[Role.MANAGER].organisation.region
    return HeldBatch.objects.create(origin="notifications.remind", region=region, messages_held=51, held_at=NOW)


CHANGED: dict[str, Broken] = {
    "absence_ends_after_it_begins": (absence, {"last_day": SENTENCED - timedelta(days=1)}),
    "nobody_covers_for_themselves": (absence, {"cover": F("person")}),
    "ladder_step_is_for_some_clock": (lambda world: LadderStep.objects.earliest("pk"), {"kinds": []}),
    "ladder_step_repeats_once_it_is_late": (
        lambda world: LadderStep.objects.get(code="event"),
        {"repeats_every": 5},
    ),
    "snooze_has_a_reason": (snooze, {"reason": ""}),
    "acknowledgement_says_what_is_done": (acknowledgement, {"note": ""}),
    "batch_is_decided_by_somebody": (batch, {"decision": "released"}),
    "batch_is_discarded_for_a_reason": (
        batch,
        {"decision": "discarded", "decided_by": F("pk") * 0 + 1, "decided_at": NOW},
    ),
    "batch_holds_something": (batch, {"messages_held": 0}),
    "message_held_is_of_a_batch": (message, {"state": "held"}),
    "message_acknowledged_by_somebody": (message, {"state": "acknowledged"}),
    "message_on_its_way_has_words": (message, {"state": "sent"}),
    "message_is_forgotten_whole_and_only_when_settled": (message, {"forgotten_at": NOW}),
    "text_or_letter_that_may_have_left_is_not_queued": (message, {"channel": "text", "doubts": 1}),
    "message_channel_is_known": (message, {"channel": "pigeon"}),
}

REPEATED: dict[str, Broken] = {
    "one_absence_of_a_person_at_a_time": (absence, {}),
    "acknowledged_once_for_a_date": (acknowledgement, {}),
    "one_message_for_its_key": (prompt, {"reference": UUID(int=1)}),
}
