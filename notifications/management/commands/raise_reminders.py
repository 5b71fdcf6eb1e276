"""The sweep without Celery: plan reported events, then raise the reminders whose day has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from vlu.lib import clock
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = "Plan reported events and raise every reminder that is due. Running it again changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        planned, reminded = plan_events(), raise_reminders(clock.today())
        self.stdout.write(f"Events planned: {planned.done}. Reminders raised: {reminded.done}.")
        try:
            planned.raise_if_any_failed("events")
            reminded.raise_if_any_failed("enrolments")
        except DomainError as error:
            raise CommandError(error.sentence) from error
