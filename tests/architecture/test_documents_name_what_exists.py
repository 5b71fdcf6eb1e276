"""What the documents name can be found: commands, make targets, files, functions, links."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, get_commands, load_command_class

from tests.architecture.documents import PROJECT, commands_in, decisions, documents, in_code, links_in
from vlu.timetable import JOBS

PACKAGES = ("accounts", "cases", "victims", "notifications", "reports", "vlu")
README = PROJECT / "README.md"
A_NAME = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+")
A_FILE = re.compile(r"(?:\w[\w-]*/)+[\w.-]*\w")


def ids(document: Path) -> str:
    return document.relative_to(PROJECT).as_posix()


each_document = pytest.mark.parametrize("document", documents(), ids=ids)


@each_document
def test_every_command_it_names_is_there(document: Path) -> None:
    named = {command.split()[0] for command in commands_in(document)}

    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("line", sorted(set(commands_in(README))))
def test_every_example_of_the_readme_is_understood(line: str) -> None:
    name, *arguments = shlex.split(line)
    command = load_command_class(get_commands()[name], name)

    command.create_parser("manage.py", name).parse_args(arguments)


def test_the_readme_shows_every_command_of_the_project() -> None:
    ours = {name for name, package in get_commands().items() if str(package) in PACKAGES}

    assert ours - {line.split()[0] for line in commands_in(README)} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "printed"),
    [("2026-12-18 15", "2027-01-13"), ("2026-12-18 2027-01-13 --count", "15")],
)
def test_the_readme_says_what_working_days_prints(line: str, printed: str, capsys: Any) -> None:
    assert f"working_days {line}\n" in README.read_text()
    assert f"(here {printed})" in README.read_text()

    call_command("working_days", *line.split())

    assert capsys.readouterr().out.strip() == printed


@each_document
def test_every_make_target_it_names_is_there(document: Path) -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][\w -]*):", makefile, flags=re.MULTILINE))
    there = {target for names in targets for target in names.split()}
    text = document.read_text()
    named = set(re.findall(r"`make ([a-z-]+)", text)) | set(re.findall(r"^make ([a-z-]+)", text, flags=re.MULTILINE))

    assert named - there == set()


@each_document
def test_every_link_leads_somewhere(document: Path) -> None:
    missing = [link for link in links_in(document) if not there(document, link)]

    assert missing == []


@each_document
def test_every_file_it_names_is_there(document: Path) -> None:
    missing = [word for word in in_code(document) if A_FILE.fullmatch(word) and not (PROJECT / word).exists()]

    assert missing == []


@each_document
def test_every_function_class_and_module_it_names_is_there(document: Path) -> None:
    checks = (PROJECT / "vlu" / "checks.py").read_text()
    known = set(JOBS) | set(re.findall(r'"(vlu\.[EW]\d+)"', checks))
    named = [word for word in in_code(document) if A_NAME.fullmatch(word) and not word.endswith(".py")]

    assert [name for name in named if name not in known and not resolves(name)] == []


def test_every_decision_has_a_number_of_its_own_and_says_it() -> None:
    numbers = [path.name[:4] for path in decisions()]

    assert len(numbers) == len(set(numbers)) >= 9
    assert all(path.read_text().startswith(f"# {path.name[:4]} ") for path in decisions())


def there(document: Path, link: str) -> bool:
    """A file or folder, and if the link names a heading, that heading."""
    address, _, heading = link.partition("#")
    target = document.parent / address if address else document
    return target.exists() and (not heading or heading in headings(target))


def headings(target: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", target.read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", text).lower().replace(" ", "-") for text in found}


def resolves(name: str) -> bool:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: Any = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False
