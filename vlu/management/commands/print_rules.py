"""Print a table of docs/rules as it follows from the code: `print_rules roles > docs/rules/roles.md`.

Without a name, the names there are. A test compares each committed file with what this prints.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.enums import Capability, Role
from accounts.roles import CAPABILITIES, ORGANISATION_OF


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


def markdown(title: str, about: str, header: list[str], rows: list[list[str]]) -> str:
    """One table as a page that says where it comes from."""
    lines = [
        f"# {title}",
        "",
        about,
        "",
        _row(header),
        _row(["---"] * len(header)),
        *(_row(row) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def roles() -> str:
    return markdown(
        "Who may do what",
        "Printed by `manage.py print_rules roles` from `accounts/roles.py`. Nobody may do what is not marked here.",
        ["", *(role.label for role in Role)],
        [
            ["*Works for*", *(ORGANISATION_OF[role].label for role in Role)],
            *(
                [capability.label, *("yes" if capability in CAPABILITIES[role] else "" for role in Role)]
                for capability in Capability
            ),
        ],
    )


# The name of a file in docs/rules, and what makes its content.
TABLES: dict[str, Callable[[], str]] = {
    "roles": roles,
}
