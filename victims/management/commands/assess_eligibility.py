"""Assess a CSV file of offences and sentences (columns of data/reference/eligibility_vectors.csv). Stores nothing.

Prints the same rows with verdict, rule and reason. Exit 0 when every row was assessed, otherwise 1.
"""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from victims.intake.caseload_row import Fault
from victims.intake.csv_records import HEADER
from victims.intake.eligibility_sheet import AssessedSheet, assess_sheet, for_spreadsheet
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the result for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                sheet = assess_sheet(file)
        except (OSError, DomainError) as error:
            cannot = error.sentence if isinstance(error, DomainError) else f"{path} cannot be read: {error.strerror}."
            if not options["json"]:
                raise CommandError(cannot) from error
            sheet = AssessedSheet(faults=[Fault(HEADER, "", cannot)])
        if options["json"]:
            found = {"rows": sheet.rows, "errors": [fault.as_dict() for fault in sheet.faults]}
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._print_csv(sheet)
        if sheet.faults:
            raise SystemExit(1)

    def _print_csv(self, sheet: AssessedSheet) -> None:
        """Rows to standard output, what is wrong to standard error, so that the output stays a CSV file."""
        if sheet.rows:
            csv.writer(self.stdout, lineterminator="\n").writerows(for_spreadsheet(sheet))
        for fault in sheet.faults:
            self.stderr.write(fault.in_words)
