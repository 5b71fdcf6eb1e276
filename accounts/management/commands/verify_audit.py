"""Read the whole audit trail and say whether anything in it was changed or removed. Exit 1 and the first broken entry.

With --seal NUMBER:DIGEST, also that this seal, kept outside the database, is still the one in it.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.queries.audit_chain import inspect_trail


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seal", metavar="NUMBER:DIGEST", help="a seal as the log of sealing wrote it")

    def handle(self, *args: Any, **options: Any) -> None:
        report = inspect_trail(kept_seal(options["seal"]) if options["seal"] else None)
        if report.faults:
            first, *others = report.faults
            more = f" {len(others)} more checks failed." if others else ""
            raise CommandError(f"First broken entry: {first.entry}. {first.sentence}{more}")
        self.stdout.write(f"{report.entries} entries, {report.seals} seals, nothing was changed")


def kept_seal(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    if not number.isdigit() or not digest:
        raise CommandError(f"{text} is not NUMBER:DIGEST, as the log of sealing wrote it.")
    return int(number), digest
