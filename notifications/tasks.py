"""Wake-ups. What is due is read from the database; a lost or doubled wake-up changes nothing.

Only hard time limits: a soft one would be caught as the fault of whichever row was in hand. A drain stops starting new
messages after a minute and is given a whole lease more to finish the last.
"""

from __future__ import annotations

from datetime import timedelta

from accounts.beat import beat_job
from notifications.actions.chasing import send_prompts
from notifications.actions.delivery_status import check_deliveries
from notifications.actions.digests import write_digests_once_reminded
from notifications.actions.offers import tell_of_offers
from notifications.actions.outbox import Drained, drain
from notifications.actions.outcomes import write_outcomes
from notifications.actions.planning import plan_events
from notifications.actions.queueing import tell_of_held_batches
from notifications.actions.reminders import raise_reminders
from notifications.actions.retention import forget_words
from vlu.lib import clock
from vlu.lib.sweep import Sweep

A_MINUTE = timedelta(minutes=1)


@beat_job("notifications.plan")
def plan() -> Sweep:
    return plan_events()


@beat_job("notifications.remind")
def remind() -> Sweep:
    return raise_reminders(clock.today())


@beat_job("notifications.digest")
def digest() -> Sweep:
    return write_digests_once_reminded(clock.now())


@beat_job("notifications.outcomes")
def outcomes() -> Sweep:
    return write_outcomes()


@beat_job("notifications.offers")
def offers() -> Sweep:
    return tell_of_offers(clock.today())


@beat_job("notifications.chase")
def chase() -> Sweep:
    return send_prompts(clock.now())


@beat_job("notifications.held")
def held() -> Sweep:
    return tell_of_held_batches()


@beat_job("notifications.drain")
def drain_outbox() -> Drained:
    return drain(for_at_most=A_MINUTE)


@beat_job("notifications.delivery_status")
def delivery_status() -> Sweep:
    return check_deliveries()


@beat_job("notifications.forget_words")
def forget_old_words() -> Sweep:
    return forget_words()
