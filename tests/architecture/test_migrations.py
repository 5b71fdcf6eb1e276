"""Migrations are complete, named by hand, and stand on their own: today's code may not change what they did."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import PACKAGES, imported, migration_files, short, tree

WHEN = re.compile(r"\d{8}_\d{4}")


def test_every_package_with_models_has_migrations() -> None:
    with_migrations = {file.parent.parent.name for file in migration_files()}

    assert {"accounts", "cases", "victims", "notifications"} <= with_migrations <= set(PACKAGES)


@pytest.mark.django_db
def test_there_is_nothing_to_make() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits with an error otherwise


@pytest.mark.django_db
def test_none_conflicts_with_another() -> None:
    assert MigrationLoader(connection).detect_conflicts() == {}


@pytest.mark.parametrize("file", migration_files(), ids=short)
def test_its_name_says_what_it_does(file: Path) -> None:
    words = file.stem.split("_", 1)[1]

    assert not words.startswith(("auto", "initial", "alter_", "remove_", "add_"))
    assert not WHEN.search(words)


@pytest.mark.parametrize("file", migration_files(), ids=short)
def test_it_imports_nothing_of_the_project(file: Path) -> None:
    ours = [name for node in ast.walk(tree(file)) for name in imported(node) if name.split(".")[0] in PACKAGES]

    assert ours == []
