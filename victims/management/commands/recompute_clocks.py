"""Compare every open clock and hint with the facts at once, and correct what differs. Running it again changes nothing.

Exit 1 when an enrolment could not be done; the others are.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.job_runs import run_job_now
from victims.actions.recompute_runs import ask_for_recompute, recompute_as_due
from victims.clock_enums import RecomputeCause
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        run = ask_for_recompute(cause=RecomputeCause.BY_HAND, by=None)
        try:
            sweep = run_job_now("victims.recompute", recompute_as_due)
            run.refresh_from_db()
            self.stdout.write(
                f"{run.done} enrolments compared, {run.corrected} corrected, {run.moved} clocks moved, "
                f"{run.failed} could not be counted."
            )
            sweep.raise_if_any_failed("enrolments")
        except DomainError as error:
            raise CommandError(error.sentence) from error
