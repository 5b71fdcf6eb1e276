"""Give every verdict that rests on changed facts anew, at once. Running it again changes nothing.

Exit 1 when a case could not be done; the others are.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.job_runs import run_job_now
from victims.actions.verdicts import reassess_cases
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sweep = run_job_now("victims.reassess", reassess_cases)
            self.stdout.write(f"{sweep.done} case{'' if sweep.done == 1 else 's'} looked at again.")
            sweep.raise_if_any_failed("cases")
        except DomainError as error:
            raise CommandError(error.sentence) from error
