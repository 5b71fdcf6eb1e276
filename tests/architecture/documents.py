"""The documents of the project, read as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
FENCE = re.compile(r"^```\w*\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    """Those a person wrote; the printed tables of docs/rules have tests of their own."""
    return [*sorted(PROJECT.glob("*.md")), *sorted((PROJECT / "docs").glob("*.md")), *decisions()]


def decisions() -> list[Path]:
    return sorted((PROJECT / "docs" / "decisions").glob("*.md"))


def commands_in(document: Path) -> Iterator[str]:
    """What follows `python manage.py`, in a block or in the middle of a sentence."""
    text = document.read_text()
    for block in FENCE.findall(text):
        yield from re.findall(r"python manage\.py (.+?)(?: *#.*)?$", block, flags=re.MULTILINE)
    yield from re.findall(r"`(?:python )?manage\.py ([^`]+)`", FENCE.sub("", text))


def in_code(document: Path) -> list[str]:
    """Whatever stands between single backticks, outside blocks."""
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", document.read_text()))


def links_in(document: Path) -> list[str]:
    """Addresses of links inside the project, without what follows #."""
    found = re.findall(r"\]\(([^)]+)\)", FENCE.sub("", document.read_text()))
    return [link for link in found if "://" not in link]
