"""Count working days of England and Wales: `working_days START N`, or `working_days START END --count`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.queries.calendar import working_calendar
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("start", help="a date, YYYY-MM-DD")
        parser.add_argument("amount", help="how many working days (may be negative), or with --count the end date")
        parser.add_argument("--count", action="store_true", help="signed working days from START to END")

    def handle(self, *args: Any, **options: Any) -> None:
        start = self.day(options["start"])
        try:
            if options["count"]:
                self.stdout.write(str(working_calendar().count(start, self.day(options["amount"]))))
            else:
                self.stdout.write(working_calendar().add(start, self.number(options["amount"])).isoformat())
        except DomainError as error:
            raise CommandError(error.sentence) from error

    def day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"{text} is not a date. Write it as 2026-12-18.") from error

    def number(self, text: str) -> int:
        try:
            return int(text)
        except ValueError as error:
            raise CommandError(f"{text} is not a whole number of working days.") from error
