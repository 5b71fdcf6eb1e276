"""The answers of a referral as a person reads them back. Empty answers are left out, except where that matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import Disposal, IdentifierScheme
from cases.rules.identifiers import warning
from cases.rules.sentence_length import Length
from victims.enums import Channel, Format, VictimCategory
from victims.rules.referral_content import (
    NUMBERS,
    OFFENCE,
    OFFENDER,
    RELEASE_SOON,
    RELEASED,
    VICTIM,
    Content,
    offender_answers,
)
from vlu.lib.dates import without_weekday

NOT_KNOWN = "Not known"
RELEASE = {RELEASED: "Already released", RELEASE_SOON: "Expected within 3 weeks"}


@dataclass(frozen=True)
class Row:
    key: str
    value: str


@dataclass(frozen=True)
class Section:
    """The rows of one step; `step` says where they are changed."""

    step: str
    title: str
    rows: list[Row]


def summary(content: Content) -> list[Section]:
    """One section for each step. The steps must be answered."""
    return [
        Section(OFFENDER, "Offender and sentence", _filled(_offender(content[OFFENDER]))),
        Section(OFFENCE, "Offence", _filled(_offence(content[OFFENCE]))),
        Section(VICTIM, "The person you are referring", _filled(_victim(content[VICTIM]))),
    ]


def number_warnings(content: Content, this_year: int) -> list[str]:
    """A sentence for each identifying number that does not hold. It warns; the number is kept as written."""
    if OFFENDER not in content:
        return []
    numbers = offender_answers(content).numbers
    return [text for scheme, raw in numbers.items() if (text := warning(scheme, raw, this_year))]


def sentence_in_words(part: Content) -> str:
    """For example "Imprisonment, 26 weeks": what the court passed, then the length as it was entered."""
    length = Length(part["years"], part["months"], part["weeks"], part["days"])
    return words_of_sentence(part["disposal"], length, is_unknown=part["length_unknown"])


def words_of_sentence(disposal: str, length: Length, *, is_unknown: bool = False) -> str:
    unknown = "length not known" if is_unknown else ""
    return ", ".join(filter(None, (Disposal(disposal).label, length.in_words or unknown)))


def _filled(rows: Iterable[tuple[str, Any]]) -> list[Row]:
    return [Row(key, str(value)) for key, value in rows if value not in ("", None)]


def _offender(part: Content) -> Iterable[tuple[str, Any]]:
    yield "Name", f"{part['first_names']} {part['last_name']}".strip()
    yield "Date of birth", _day(part["date_of_birth"]) or NOT_KNOWN
    for name, scheme in NUMBERS.items():
        yield IdentifierScheme(scheme).label, part[name]
    yield "Court", part["court_as_written"] if part["court"] else f"{part['court_as_written']} (not in our list)"
    yield "Date of sentence", _day(part["sentenced_on"])
    yield "Sentence", sentence_in_words(part)
    yield "Days on remand", part["remand_days"]
    yield "Release", RELEASE.get(part["release"], "Not released, or not known")


def _offence(part: Content) -> Iterable[tuple[str, Any]]:
    yield "Offence", part["label"] or part["code"]
    yield "Code", part["code"] or NOT_KNOWN
    yield "Committed", _day(part["committed_on"])


def _victim(part: Content) -> Iterable[tuple[str, Any]]:
    yield "Who they are", VictimCategory(part["category"]).label
    yield "Name", f"{part['first_names']} {part['last_name']}".strip()
    yield "Name to use", part["name_to_use"]
    yield "Mobile number", part["mobile"]
    yield "Other telephone number", part["phone"]
    yield "E-mail address", part["email"]
    yield "Postal address", part["post"]
    yield "Why there is no way to reach them", part["no_contact_reason"]
    channel = Channel(part["preferred_channel"])
    yield "Prefers", "Has not said" if channel == Channel.UNKNOWN else channel.label
    yield "Before calling", "Send a text first" if part["text_first"] else ""
    yield "Withheld number", "Never" if part["never_withheld_number"] else "May be used"
    yield "Safe times", part["safe_times"]
    yield "Who may answer", part["who_may_answer"]
    yield "Words to avoid", part["words_to_avoid"]
    yield "Advocate", ", ".join(filter(None, (part["advocate_name"], part["advocate_contact"])))
    yield "Contact", "Only through the advocate" if part["through_advocate"] else ""
    yield "Language", f"{part['language']}, with an interpreter" if part["interpreter"] else part["language"]
    yield "Format of letters", Format(part["format"]).label
    yield "What they have been told", part["told"]


def _day(text: str | None) -> str:
    return without_weekday(date.fromisoformat(text)) if text else ""
