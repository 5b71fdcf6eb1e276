"""Files and functions stay small enough to be read at one go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT, Function, functions, python_files, short

MODULE, TEMPLATE = 300, 160
# Narrower where a layer should hold little: a door, a task that only wakes something up.
OF_A_KIND = {"access.py": 200, "tasks.py": 100, "urls.py": 160}
# Tables, in which one looks a line up: who gets in where, what each deed writes, what breaks each row.
TABLES = dict.fromkeys(("matrix.py", "deeds.py", "broken_rows.py", "world.py", "answers.py"), 450)
FUNCTION, VIEW = 40, 30  # lines of the body: the signature and the docstring are for the reader, not work


def modules() -> list[Path]:
    return [*python_files(), *python_files("tests", "bench", "drills"), PROJECT / "manage.py"]


def lines_of(file: Path) -> int:
    return len(file.read_text().splitlines())


def body_lines(function: Function) -> int:
    first = function.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    statements = function.body[1:] if has_docstring else function.body
    return (function.end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def too_long(files: list[Path], most: int) -> list[str]:
    return [
        f"{short(file)}:{function.lineno} {function.name}: {body_lines(function)} lines"
        for file in files
        for function in functions(file)
        if body_lines(function) > most
    ]


def test_no_module_is_longer_than_can_be_read() -> None:
    limits = {file: {**OF_A_KIND, **TABLES}.get(file.name, MODULE) for file in modules()}

    assert [f"{short(file)}: {lines_of(file)}" for file, most in limits.items() if lines_of(file) > most] == []


def test_no_template_is_longer_than_can_be_read() -> None:
    files = sorted((PROJECT / "templates").rglob("*.*"))

    assert len(files) > 50
    assert [f"{short(file)}: {lines_of(file)}" for file in files if lines_of(file) > TEMPLATE] == []


def test_no_function_does_too_much() -> None:
    assert too_long(modules(), FUNCTION) == []


def test_a_view_only_leads_from_access_to_answer() -> None:
    views = [file for file in python_files() if file.parent.name == "views"]

    assert len(views) > 10
    assert too_long(views, VIEW) == []


@pytest.mark.parametrize(("lines", "counted"), [(1, 1), (45, 45)])
def test_a_body_is_counted_without_its_signature_and_docstring(lines: int, counted: int) -> None:
    source = "def work(\n    one,\n    two,\n):\n" + '    """Says\n    what."""\n' + "    pass\n" * lines
    function = ast.parse(source).body[0]

    assert isinstance(function, ast.FunctionDef)
    assert body_lines(function) == counted
