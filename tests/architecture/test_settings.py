"""Whoever installs this finds every variable the settings read in .env.example, each with a sentence."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
OF_MAKE_RUN = {"PORT", "VLU_STATE"}
OF_COMPOSE = {"POSTGRES_PASSWORD"}
ENTRY = re.compile(r"#?([A-Z_]+)=")


def read_by_the_settings() -> set[str]:
    """The first argument of every env.something("NAME") in the settings."""
    tree = ast.parse((PROJECT / "vlu" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func).startswith("env.")
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def example() -> list[str]:
    return (PROJECT / ".env.example").read_text().splitlines()


def explained() -> set[str]:
    return {found[1] for line in example() if (found := ENTRY.match(line))}


def test_the_settings_read_something() -> None:
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "HTTPS"} <= read_by_the_settings()


def test_every_variable_of_the_settings_is_in_the_example() -> None:
    assert read_by_the_settings() - explained() == set()


def test_the_example_names_nothing_that_nobody_reads() -> None:
    assert explained() - read_by_the_settings() == OF_MAKE_RUN | OF_COMPOSE


def test_every_variable_has_a_sentence_above_it() -> None:
    lines = example()
    bare = [line for above, line in pairwise(lines) if ENTRY.match(line) and not above.startswith("# ")]
    assert bare == []


def test_the_settings_read_the_environment_through_one_door() -> None:
    assert "os.environ" not in (PROJECT / "vlu" / "settings.py").read_text()
