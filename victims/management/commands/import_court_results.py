"""Bring in court results (docs/court_results_file.md): a row with a fault is left out and listed, every other is kept,
and acted on or held for a person. Repeatable. Exit 0 without a fault, 1 with one."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from victims.intake.court_import import Tally
from victims.intake.court_runs import import_from_command
from victims.intake.importing import digest_of


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check, match and judge, and write nothing")
        parser.add_argument("--json", action="store_true", help="print the result for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                tally = import_from_command(
                    file, file_name=path.name, file_sha256=digest_of(file), dry_run=options["dry_run"]
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        self.stdout.write(_as_json(tally) if options["json"] else _in_words(tally, dry_run=options["dry_run"]))
        if tally.errors:
            raise SystemExit(1)


def _as_json(tally: Tally) -> str:
    counts = {"rows": tally.rows, "created": tally.created, "unchanged": tally.unchanged, "held": tally.held}
    return json.dumps({**counts, "errors": [fault.as_dict() for fault in tally.errors]}, ensure_ascii=False)


def _in_words(tally: Tally, *, dry_run: bool) -> str:
    lines = [fault.in_words for fault in tally.errors]
    lines.append(
        f"{tally.rows} rows: {tally.created} new, {tally.held} held for a decision, {tally.unchanged} unchanged, "
        f"{tally.faulty} left out because of a fault."
    )
    if dry_run:
        lines.append("Nothing was written: this was a dry run.")
    return "\n".join(lines)
