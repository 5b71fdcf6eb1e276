"""Print a table of docs/rules as it follows from the code: `print_rules roles > docs/rules/roles.md`.

Without a name, the names there are. A test compares each committed file with what this prints.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vlu.rule_tables import TABLES


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if name is None:
            self.stdout.write("\n".join(sorted(TABLES)))
        elif name not in TABLES:
            raise CommandError(f"There is no table {name}. There are: {', '.join(sorted(TABLES))}.")
        else:
            self.stdout.write(TABLES[name](), ending="")
