"""Do background work once, without Celery: every job of the timetable that is due, or those named, due or not.

Exit 1 when one of them failed; the others are done.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections, transaction

from vlu.celery import app
from vlu.lib.errors import DomainError
from vlu.lib.sweep import type_and_place
from vlu.timetable import JOBS, Job


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="as on the page Background work")

    def handle(self, *args: Any, **options: Any) -> None:
        names: list[str] = options["names"]
        if unknown := [name for name in names if name not in JOBS]:
            raise CommandError(f"There is no job {', '.join(unknown)}. There are: {', '.join(JOBS)}.")
        failed = [name for name in names or JOBS if not self.went_well(JOBS[name], by_hand=bool(names))]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The page Background work and the log say where.")

    def went_well(self, job: Job, *, by_hand: bool) -> bool:
        if not transaction.get_connection().in_atomic_block:
            close_old_connections()  # the database may have been started again since the job before
        try:
            done = app.tasks[job.name](by_hand=by_hand)
        except DomainError as error:
            self.stderr.write(f"{job.name}: {error.sentence}")
            return False
        except Exception as error:  # the other jobs must not wait for this one
            self.stderr.write(f"{job.name}: {type_and_place(error)}")
            return False
        self.stdout.write(f"{job.name}: " + ("not due, or already running" if done is None else f"{done} {job.rows}"))
        return True
