"""No machine makes two people one: merging and undoing are reached from the pages only, each in somebody's name."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from cases.actions.merging import merge_offenders, unmerge_offenders
from tests.architecture.sources import python_files, short, tree
from victims.actions.merging import merge_victims, unmerge_victims

DEEDS = (merge_offenders, unmerge_offenders, merge_victims, unmerge_victims)
NAMES = frozenset(deed.__name__ for deed in DEEDS)
WHERE_THEY_ARE = frozenset({"cases/actions/merging.py", "victims/actions/merging.py"})
# A person presses the button; and the demonstration, whose people are invented, plays one who did.
MAY = frozenset({"victims/views/merging.py", "vlu/demo/identity.py"})


def reaches(file: Path) -> list[str]:
    """Lines that name one of the deeds, import their modules, or set `merged_into` to anything."""
    found = []
    for node in ast.walk(tree(file)):
        names = _names(node)
        if NAMES & names or {"cases.actions.merging", "victims.actions.merging"} & names:
            found.append(f"line {getattr(node, 'lineno', 0)}: {ast.unparse(node)[:80]}")
        found += [f"line {target.lineno}: sets merged_into" for target in _set_by(node) if _is_merged_into(target)]
    return found


def _names(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return {name}
        case ast.ImportFrom(module=module, names=names):
            return {module or "", *(name.name for name in names), *(f"{module}.{name.name}" for name in names)}
        case ast.Import(names=names):
            return {name.name for name in names}
        case ast.Constant(value=str(text)):
            return {text, text.rpartition(".")[0], text.rpartition(".")[2]}
    return set()


def _set_by(node: ast.AST) -> list[Any]:
    match node:
        case ast.Assign(targets=targets):
            return [part for target in targets for part in ast.walk(target)]
        case ast.Call(
            func=ast.Attribute(attr="update" | "create" | "bulk_create" | "update_or_create"), keywords=given
        ):
            return list(given)
        case ast.Call(func=ast.Name(id="setattr"), args=args):
            return list(args)
    return []


def _is_merged_into(target: ast.AST) -> bool:
    match target:
        case ast.Attribute(attr=name) | ast.keyword(arg=name) | ast.Constant(value=name):
            return name in {"merged_into", "merged_into_id"}
    return False


@pytest.mark.parametrize("file", python_files(), ids=short)
def test_only_a_page_reaches_them(file: Path) -> None:
    if short(file) in WHERE_THEY_ARE | MAY:
        assert reaches(file), f"{short(file)} needs no exception"
    else:
        assert reaches(file) == []


@pytest.mark.parametrize(
    "line",
    [
        "from victims.actions.merging import merge_victims as join",
        "from cases.actions import merging",
        "import_string('cases.actions.merging.merge_offenders')",
        "other.merged_into = one",
        "other.note, other.merged_into = '', one",
        "rows.update(merged_into=one)",
        "setattr(other, 'merged_into', one)",
    ],
)
def test_a_task_that_merges_would_be_found(line: str, tmp_path: Path) -> None:
    file = tmp_path / "tasks.py"
    file.write_text(f"def run_every_night(rows, one, other):\n    {line}\n")

    assert reaches(file)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: str(deed.__name__))
def test_each_is_done_in_somebodys_name_with_a_reason(deed: Callable[..., Any]) -> None:
    given = inspect.signature(deed, eval_str=True).parameters

    for name, kind in (("by", User), ("reason", str)):
        assert given[name].annotation is kind
        assert given[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert given[name].default is inspect.Parameter.empty
