"""Every word of the field that the code knows stands in the glossary, with a sentence."""

from __future__ import annotations

import pytest
from django.db.models import TextChoices

from accounts.enums import OrganisationKind, Role
from cases.enums import EventKind, Scheme, Verdict
from notifications.enums import MessageState
from tests.architecture.documents import PROJECT
from victims.enums import DeadlineKind


def rows() -> list[list[str]]:
    lines = (PROJECT / "docs" / "glossary.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] != "Word"]


@pytest.mark.parametrize(
    "member",
    [
        member
        for words in (OrganisationKind, Role, Scheme, Verdict, DeadlineKind, EventKind, MessageState)
        for member in words
    ],
    ids=lambda member: f"{type(member).__name__}.{member.name}",
)
def test_it_stands_under_its_own_words_with_its_code(member: TextChoices) -> None:
    found = [row for row in rows() if f"`{member.value}`" in row[2]]

    assert any(row[0].lower().startswith(str(member.label).lower()) for row in found), f"{member.label}: {found}"


def test_every_word_has_a_sentence_and_a_name_in_the_code() -> None:
    incomplete = [row for row in rows() if len(row) != 3 or not row[1].endswith(".") or "`" not in row[2]]

    assert len(rows()) > 60
    assert incomplete == []


def test_no_word_is_explained_twice() -> None:
    words = [row[0] for row in rows()]

    assert sorted(words) == sorted(set(words))
