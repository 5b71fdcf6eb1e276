"""Offers between units, and what would break their rows (tests.architecture.broken_rows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Model

from accounts.enums import Role
from notifications.enums import ReminderRuleCode
from notifications.models import Reminder
from tests.access.world import World
from tests.factories.cases import NOW, SENTENCED
from victims.actions.transfers import decline_transfer
from victims.models import TransferOffer, YouthProtocol

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def _offer(world: World) -> TransferOffer:
    return TransferOffer.objects.get(enrolment=world.unallocated)


def _declined_offer(world: World) -> TransferOffer:
    return decline_transfer(
        offer=TransferOffer.objects.get(enrolment=world.offered), note="No officer", by=world.here[Role.MANAGER]
    )


def _reminder_of_offer(world: World) -> Reminder:
    offer = _offer(world)
    return Reminder.objects.create(
        reader=world.here[Role.MANAGER],
        enrolment=offer.enrolment,
        offer=offer,
        rule=ReminderRuleCode.OFFER_MADE,
        target_date=NOW.date(),
        sentence="A case is offered.",
        names_nobody=True,
        raised_at=NOW,
    )


def _protocol(world: World) -> YouthProtocol:
    return world.protocol


CHANGED: dict[str, Broken] = {
    "offer_is_to_another_region": (_offer, {"to_region_id": "N57"}),
    "offer_reason_is_known": (_offer, {"reason": "whim"}),
    "offer_answer_is_known": (_declined_offer, {"answer": "perhaps"}),
    "offer_is_answered_by_somebody": (_declined_offer, {"answered_by": None}),
    "offer_is_answered_after_it_is_made": (_declined_offer, {"answered_at": NOW - timedelta(days=4000)}),
    "declined_offer_says_why": (_declined_offer, {"answer_note": ""}),
    "protocol_status_is_known": (_protocol, {"status": "perhaps", "agreed_on": None, "review_on": None}),
    "agreed_protocol_has_its_days": (_protocol, {"review_on": None}),
    "protocol_is_reviewed_after_it_is_agreed": (_protocol, {"review_on": SENTENCED}),
    "protocol_is_superseded_after_it_is_recorded": (_protocol, {"superseded_at": NOW - timedelta(days=4000)}),
    "reminder_is_of_a_clock_or_an_offer": (_reminder_of_offer, {"names_nobody": False}),
}

REPEATED: dict[str, Broken] = {
    "one_open_offer_of_a_case": (_offer, {}),
    "one_current_protocol_of_a_team": (_protocol, {}),
    "one_reminder_for_offer_rule_reader": (_reminder_of_offer, {}),
}
