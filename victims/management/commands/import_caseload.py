"""Bring in a historic caseload file (docs/caseload_file.md): all rows or none. Exit 0 all in, 1 nothing written."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from victims.intake.caseload_plan import CaseloadPlan
from victims.intake.importing import digest_of, import_caseload


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and match, and write nothing")
        parser.add_argument("--json", action="store_true", help="print the result for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                plan = import_caseload(file, file_sha256=digest_of(file), by=None, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        self.stdout.write(_as_json(plan) if options["json"] else _in_words(plan, dry_run=options["dry_run"]))
        if plan.faults:
            raise SystemExit(1)


def _as_json(plan: CaseloadPlan) -> str:
    faults = [fault.as_dict() for fault in plan.sorted_faults()]
    created = 0 if faults else plan.new
    return json.dumps(
        {"rows": plan.count, "created": created, "unchanged": plan.unchanged, "errors": faults}, ensure_ascii=False
    )


def _in_words(plan: CaseloadPlan, *, dry_run: bool) -> str:
    if plan.faults:
        lines = [fault.in_words for fault in plan.sorted_faults()]
        return "\n".join([*lines, f"{len(plan.faults)} faults in {plan.count} rows. Nothing was written."])
    said = f"{plan.count} rows: {plan.new} new, {plan.unchanged} unchanged, {plan.warnings} with a warning."
    return f"{said} Nothing was written: this was a dry run." if dry_run else said
