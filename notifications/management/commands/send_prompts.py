"""The chase without Celery: the prompts that are due, and the day's lists."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.job_runs import run_job_now
from notifications.actions.chasing import send_prompts
from vlu.lib import clock
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = "Ask offices for referrals that have not come. Running it again changes nothing; nothing goes on a day off."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            sweep = run_job_now("notifications.chase", lambda: send_prompts(clock.now()))
            self.stdout.write(f"Prompts sent: {sweep.done}.")
            sweep.raise_if_any_failed("offices")
        except DomainError as error:
            raise CommandError(error.sentence) from error
