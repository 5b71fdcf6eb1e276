"""Wake-ups. What is due is read from the database; a lost or doubled wake-up changes nothing.

Only hard time limits: a soft one would be caught as the fault of whichever row was in hand. A drain stops starting new
messages after a minute and is given a whole lease more to finish the last.
"""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task

from notifications.actions.chasing import send_prompts
from notifications.actions.offers import tell_of_offers
from notifications.actions.outbox import LEASE, drain
from notifications.actions.outcomes import write_outcomes
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from vlu.lib import clock

A_MINUTE = timedelta(minutes=1)


@shared_task(name="notifications.plan", time_limit=300)
def plan() -> None:
    plan_events().raise_if_any_failed("events")


@shared_task(name="notifications.remind", time_limit=600)
def remind() -> None:
    raise_reminders(clock.today()).raise_if_any_failed("enrolments")


@shared_task(name="notifications.outcomes", time_limit=300)
def outcomes() -> None:
    write_outcomes().raise_if_any_failed("decisions")


@shared_task(name="notifications.offers", time_limit=300)
def offers() -> None:
    tell_of_offers(clock.today()).raise_if_any_failed("offers")


@shared_task(name="notifications.chase", time_limit=600)
def chase() -> None:
    send_prompts(clock.now()).raise_if_any_failed("offices")


@shared_task(name="notifications.drain", time_limit=(A_MINUTE + LEASE).seconds)
def drain_outbox() -> None:
    drain(for_at_most=A_MINUTE)
