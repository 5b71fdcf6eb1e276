"""The sweep without Celery: plan reported events, write to referrers of decisions, raise the reminders of the day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notifications.actions.outcomes import write_outcomes
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from vlu.lib import clock
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = (
        "Plan events, write to referrers of decisions, raise reminders that are due. Running it again changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        planned, written, reminded = plan_events(), write_outcomes(), raise_reminders(clock.today())
        self.stdout.write(f"Events planned: {planned.done}. Reminders raised: {reminded.done}.")
        if written.done:
            self.stdout.write(f"Referrers written to of a decision: {written.done}.")
        try:
            planned.raise_if_any_failed("events")
            written.raise_if_any_failed("decisions")
            reminded.raise_if_any_failed("enrolments")
        except DomainError as error:
            raise CommandError(error.sentence) from error
