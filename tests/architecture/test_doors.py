"""Pages and interfaces reach rows through access and queries only: no view asks the database by itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, imported, python_files, short, tree

# What only a manager, a queryset or a row about to be written has.
OF_A_MANAGER = frozenset(
    {"objects", "_default_manager", "_base_manager", "all", "filter", "exclude", "annotate", "aggregate", "order_by"}
    | {"select_related", "prefetch_related", "select_for_update", "values_list", "raw", "extra", "using"}
    | {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete", "full_clean"}
)
SHORT_CUTS = ("django.shortcuts.get_object_or_404", "django.shortcuts.get_list_or_404", "django.db.connection")


def interfaces() -> list[Path]:
    """Every module that answers a request."""
    return [
        file
        for file in python_files()
        if file.parent.name == "views" or file.name in {"api.py", "views.py", "context_processors.py"}
    ]


def asks_the_database(file: Path) -> list[str]:
    asked = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Attribute) and node.attr in OF_A_MANAGER:
            asked.append(f"line {node.lineno}: {ast.unparse(node)}")
        asked += [name for name in imported(node) if name in SHORT_CUTS]
    return asked


def test_there_are_interfaces_to_look_at() -> None:
    names = {short(file) for file in interfaces()}

    assert {"victims/views/victim_page.py", "reports/api.py", "vlu/views.py"} <= names
    assert {name.split("/")[0] for name in names} == set(PACKAGES)


# The health page asks whether the database is migrated: that is its whole work.
MAY_ASK = {"vlu/views.py": ["django.db.connection"]}


@pytest.mark.parametrize("file", interfaces(), ids=short)
def test_an_interface_asks_no_manager(file: Path) -> None:
    assert asks_the_database(file) == MAY_ASK.get(short(file), [])


@pytest.mark.parametrize("line", ["Case.objects.first()", "case.offender.aliases.all()", "entry.save()"])
def test_a_view_that_asks_would_be_found(line: str, tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(f"from django.shortcuts import get_object_or_404\n\n\ndef page(request):\n    return {line}\n")

    found = asks_the_database(file)
    assert found[0] == "django.shortcuts.get_object_or_404"
    assert found[1].startswith("line 5: ")


def test_nothing_outside_the_doors_and_queries_fetches_an_object_or_404() -> None:
    users = [short(file) for file in python_files() if "get_object_or_404" in file.read_text()]

    assert users == []
