"""The sweep without Celery: plan reported events, write to referrers, tell of offers, raise the day's reminders."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notifications.actions.offers import tell_of_offers
from notifications.actions.outcomes import write_outcomes
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from vlu.lib import clock
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = (
        "Plan events, write to referrers of decisions, tell managers of offers between units, raise reminders that are "
        "due. Running it again changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        planned, written, reminded = plan_events(), write_outcomes(), raise_reminders(clock.today())
        offered = tell_of_offers(clock.today())
        self.stdout.write(f"Events planned: {planned.done}. Reminders raised: {reminded.done}.")
        if written.done:
            self.stdout.write(f"Referrers written to of a decision: {written.done}.")
        if offered.done:
            self.stdout.write(f"Managers told of offers between units: {offered.done}.")
        try:
            planned.raise_if_any_failed("events")
            written.raise_if_any_failed("decisions")
            offered.raise_if_any_failed("offers")
            reminded.raise_if_any_failed("enrolments")
        except DomainError as error:
            raise CommandError(error.sentence) from error
