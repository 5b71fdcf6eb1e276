"""Let a channel stand still whose server does not answer, asks for a pause, or does not accept us."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction

from notifications.channels.delivery import Delivery
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import ChannelPause, OutboxMessage
from notifications.rules.retry import LONGEST_PAUSE, PATIENCE_WITH_A_CHANNEL, pause
from vlu.lib import clock

log = structlog.get_logger(__name__)


@transaction.atomic
def let_stand_still(channel: MessageChannel, delivery: Delivery) -> ChannelPause:
    """Until its wait is over, which grows with each failure in a row. What waited for three days goes to a person."""
    now = clock.instant()
    first = {"since": now, "until": now, "times": 0, "reason": ""}
    found, _ = ChannelPause.objects.select_for_update().get_or_create(channel=channel, defaults=first)
    if found.until <= now:  # otherwise another worker met the same failure
        found.times += 1
        found.until = now + max(pause(delivery.outcome, found.times), min(delivery.wait or timedelta(), LONGEST_PAUSE))
        found.reason = delivery.error[:300]
        found.save()
    loud = log.error if delivery.outcome is Outcome.TURNED_AWAY else log.warning
    loud("channel_stands_still", channel=channel, outcome=delivery.outcome.value, times=found.times)
    _give_up(found)
    return found


def resume(channel: MessageChannel) -> None:
    """A message got through."""
    if ChannelPause.objects.filter(channel=channel).delete()[0]:
        log.warning("channel_works_again", channel=channel)


def _give_up(stopped: ChannelPause) -> None:
    now = clock.instant()
    too_long_ago = now - PATIENCE_WITH_A_CHANNEL
    if stopped.since > too_long_ago:
        return
    too_long = OutboxMessage.objects.filter(channel=stopped.channel, not_before__lt=too_long_ago)
    not_begun = too_long.waiting() | too_long.filter(state=MessageState.SENDING, begun_at=None, doubts=0)
    failed = {"state": MessageState.FAILED, "settled_at": now, "last_error": stopped.reason}
    given_up = not_begun.update(**failed, leased_by="", leased_until=None)
    given_up += too_long.in_doubt().update(settled_at=now, last_error=stopped.reason)
    if given_up:
        log.error("messages_need_a_person", count=given_up, channel=stopped.channel)
