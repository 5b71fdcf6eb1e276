"""The outbox without Celery: the same loop, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.job_runs import run_job_now
from notifications.actions.outbox import drain
from notifications.models import OutboxMessage


class Command(BaseCommand):
    help = "Send every message that is waiting. Says what needs a person, and exits 1 when a server takes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        drained = run_job_now("notifications.drain", lambda: drain(for_at_most=None))
        for state, count in drained.counts.items():
            if count:
                self.stdout.write(f"{state.label}: {count}")
        if not any(drained.counts.values()):
            self.stdout.write("Nothing was waiting.")
        for message in OutboxMessage.objects.needing_a_person().order_by("pk")[:50]:
            self.stderr.write(f"Needs a person: message {message.pk}, {message.state}: {message.last_error}")
        if drained.stopped:
            raise CommandError(f"{drained.why_stopped} Messages wait and are tried again.")
