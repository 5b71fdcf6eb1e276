"""Count the months of the targets page that changed, as beat does; --check compares every kept month with the cases."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.job_runs import run_job_now
from reports.actions.month_figures import count_months, forget_months
from reports.queries.month_check import differing_months
from vlu.lib.errors import DomainError
from vlu.lib.sweep import Sweep


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="throw the kept figures away and count every month")
        parser.add_argument("--check", action="store_true", help="count nothing; exit 1 and name months that differ")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.compare()
            return
        if options["all"]:
            forget_months()
        try:
            counted = run_job_now("reports.count_months", lambda: Sweep(done=count_months())).done
        except DomainError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"{counted} {'month' if counted == 1 else 'months'} counted.")

    def compare(self) -> None:
        differing = differing_months()
        if differing:
            raise CommandError(f"These months differ from their cases: {', '.join(f'{m:%Y-%m}' for m in differing)}.")
        self.stdout.write("Every kept month equals its cases.")
