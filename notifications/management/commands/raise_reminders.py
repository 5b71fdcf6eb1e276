"""The sweep without Celery: what falls due for officers, managers and referrers, and then the day's reminders."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notifications.actions.offers import tell_of_offers
from notifications.actions.outcomes import write_outcomes
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from victims.actions.offering_again import offer_before_dates
from victims.actions.returning import return_to_queue
from vlu.lib import clock
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = (
        "Return cases of people who left, offer contact again, plan events, write to referrers of decisions, tell "
        "managers of offers between units, raise reminders that are due. Running it again changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        today = clock.today()
        returned, again = return_to_queue(), offer_before_dates(today)
        planned, written, reminded = plan_events(), write_outcomes(), raise_reminders(today)
        offered = tell_of_offers(today)
        self.stdout.write(f"Events planned: {planned.done}. Reminders raised: {reminded.done}.")
        if returned.done:
            self.stdout.write(f"Cases returned to be allocated: {returned.done}.")
        if again.done:
            self.stdout.write(f"Offers of contact to be made again: {again.done}.")
        if written.done:
            self.stdout.write(f"Referrers written to of a decision: {written.done}.")
        if offered.done:
            self.stdout.write(f"Managers told of offers between units: {offered.done}.")
        try:
            returned.raise_if_any_failed("cases of people who left")
            again.raise_if_any_failed("enrolments to be offered contact again")
            planned.raise_if_any_failed("events")
            written.raise_if_any_failed("decisions")
            offered.raise_if_any_failed("offers")
            reminded.raise_if_any_failed("enrolments")
        except DomainError as error:
            raise CommandError(error.sentence) from error
