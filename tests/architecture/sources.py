"""The project's own source files, read as text and as trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("accounts", "cases", "victims", "notifications", "reports", "vlu")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    """Modules of the folders; of the whole product when none is named. Migrations are left out."""
    found = (file for folder in folders or PACKAGES for file in sorted((PROJECT / folder).rglob("*.py")))
    return [file for file in found if "migrations" not in file.parts]


def migration_files() -> list[Path]:
    return [file for package in PACKAGES for file in sorted((PROJECT / package / "migrations").glob("[0-9]*.py"))]


def short(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), filename=str(file))


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def imported(node: ast.AST) -> list[str]:
    """Modules and names an import statement reaches: "accounts.models", "accounts.models.User"."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        return [module, *(f"{module}.{name.name}" for name in node.names)]
    return []
