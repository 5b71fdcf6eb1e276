"""Table 4 of the evaluation for cases sentenced in a period: on time, N, mean and range of each stage."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.enums import Scheme
from reports.enums import Grouping
from reports.queries.table_rows import table_rows
from reports.scope import Scope
from reports.table_4 import beyond_calendar, cells, table_4
from vlu.lib.errors import DomainError

HEADINGS = ("Scheme", "Group", "Stage", "N", "On time", "%", "Mean", "Least", "Most")


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", required=True, metavar="D", help="first day, as 2022-04-01")
        parser.add_argument("--to", dest="last", required=True, metavar="D", help="last day, included")
        parser.add_argument("--scheme", choices=list(Scheme.values), help="every scheme unless said")
        parser.add_argument("--by", choices=list(Grouping.values), default=Grouping.REGION.value)
        parser.add_argument("--json", action="store_true", help="unrounded, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        scope = self.scope(options)
        try:
            rows = table_rows(scope)
        except DomainError as error:
            raise CommandError(error.sentence) from error
        if warning := beyond_calendar(rows):
            self.stderr.write(warning)
        found = cells(table_4(rows, scope.by))
        if options["json"]:
            self.stdout.write(json.dumps({"cells": found}, indent=2, ensure_ascii=False))
        else:
            self.print_table(found)

    def scope(self, options: dict[str, Any]) -> Scope:
        first, last = self.day(options["first"]), self.day(options["last"])
        if last < first:
            raise CommandError(f"The period ends ({last}) before it begins ({first}).")
        scheme = Scheme(options["scheme"]) if options["scheme"] else None
        return Scope(first, last, scheme=scheme, by=Grouping(options["by"]))

    def day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"{text} is not a date. Write it as 2022-04-01.") from error

    def print_table(self, found: list[dict[str, Any]]) -> None:
        if not found:
            self.stdout.write("No case was sentenced in this period.")
            return
        lines = [HEADINGS, *(tuple(self.printed(value) for value in cell.values()) for cell in found)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
        for line in lines:
            texts = (
                text.ljust(width) if column < 3 else text.rjust(width)
                for column, (text, width) in enumerate(zip(line, widths, strict=True))
            )
            self.stdout.write("  ".join(texts).rstrip())

    def printed(self, value: object) -> str:
        if value is None:
            return "-"
        return f"{value:.1f}" if isinstance(value, float) else str(value)
