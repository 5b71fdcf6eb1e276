"""The sweep without Celery: what falls due for officers, managers and referrers, and then the day's reminders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.job_runs import AlreadyRunning, run_job_now
from notifications.actions.digests import write_digests_once_reminded
from notifications.actions.offers import tell_of_offers
from notifications.actions.outcomes import write_outcomes
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from victims.actions.offering_again import offer_before_dates
from victims.actions.returning import return_to_queue
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.sweep import Sweep


class Command(BaseCommand):
    help = (
        "Return cases of people who left, offer contact again, plan events, write to referrers of decisions, tell "
        "managers of offers between units, raise reminders that are due, write the messages of the "
        "morning. Running it again changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        today = clock.today()
        returned = self.run("victims.return_to_queue", return_to_queue)
        again = self.run("victims.offer_again", lambda: offer_before_dates(today))
        planned = self.run("notifications.plan", plan_events)
        written = self.run("notifications.outcomes", write_outcomes)
        reminded = self.run("notifications.remind", lambda: raise_reminders(today))
        morning = self.run("notifications.digest", lambda: write_digests_once_reminded(clock.now()))
        offered = self.run("notifications.offers", lambda: tell_of_offers(today))
        self.stdout.write(f"Events planned: {planned.done}. Reminders raised: {reminded.done}.")
        if morning.done:
            self.stdout.write(f"Messages of the morning written: {morning.done}.")
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
            reminded.raise_if_any_failed("clocks")
        except DomainError as error:
            raise CommandError(error.sentence) from error

    def run(self, name: str, work: Callable[[], Sweep]) -> Sweep:
        """What another process is doing at this moment is left to it, and said."""
        try:
            return run_job_now(name, work)
        except AlreadyRunning as error:
            self.stderr.write(error.sentence)
            return Sweep()
