"""Messages of the small world, all to the office that is asked: held, not arrived, to be posted, posted."""

from __future__ import annotations

from typing import Any

from notifications.models import HeldBatch, OutboxMessage
from victims.models import ReferralRequest
from vlu.lib import clock

REFUSED = "The mail server does not know this address"
MADE_BY = "Requests for referrals"
ENVELOPE = "Kent Witness Care Unit\n14 Fossil Street\nMaidstone"


def add_messages(request: ReferralRequest) -> HeldBatch:
    region = request.case.region
    batch = HeldBatch.objects.create(origin="notifications.chase", region=region, messages_held=1, held_at=clock.now())
    message_about(request, "held", state="held", batch=batch)
    message_about(request, "failed", state="failed", last_error=REFUSED, settled_at=clock.now())
    message_about(request, "print", channel="print", address=ENVELOPE)
    message_about(request, "posted", channel="print", address=ENVELOPE, state="sent", settled_at=clock.now())
    return batch


def message_of(key: str) -> OutboxMessage:
    return OutboxMessage.objects.get(dedupe_key=key)


def message_about(request: ReferralRequest, key: str, **facts: Any) -> OutboxMessage:
    given = {"address": "care@kent.example", "region": request.case.region, "subject": "A referral is missing"}
    message = OutboxMessage.objects.create(
        dedupe_key=key,
        cause="prompt",
        body="Please refer.",
        queued_at=clock.now(),
        not_before=clock.now(),
        **{**given, **facts},
    )
    message.requests.set([request])
    return message
