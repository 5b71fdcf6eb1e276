"""The answers of a referral as a person reads them back. Empty answers are left out, except where that matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import Disposal, IdentifierScheme
from cases.rules.identifiers import warning
from cases.rules.sentence_length import Length
from victims.enums import AdvocateKind, Channel, Format, VictimCategory
from victims.rules.referral_content import (
    NUMBERS,
    RELEASE_SOON,
    RELEASED,
    OffenceAnswers,
    offences_answers,
    offender_answers,
)
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE, Content, length_of, modern
from vlu.lib.dates import without_weekday

NOT_KNOWN = "Not known"
HARMED: Mapping[str, str] = {
    VictimCategory.BEREAVED: "The person who died",
    VictimCategory.CHILD: "The child",
    VictimCategory.REPRESENTATIVE: "The person they act for",
}
RELEASE = {RELEASED: "Already released", RELEASE_SOON: "Expected within 3 weeks"}


@dataclass(frozen=True)
class Row:
    key: str
    value: str


@dataclass(frozen=True)
class Section:
    """The rows of one step, or of one offence or person of it; `step` and `entry` say where they are changed."""

    step: str
    entry: str | None
    title: str
    rows: list[Row]


def summary(content: Content) -> list[Section]:
    """The steps must be answered."""
    now = modern(content)
    titles = {one.key: one.title for one in offences_answers(content)}
    offences = [
        Section(OFFENCES, part["key"], _numbered("Offence", place, now[OFFENCES]), _filled(_offence(part)))
        for place, part in enumerate(now[OFFENCES], start=1)
    ]
    people = [
        Section(PEOPLE, part["key"], _numbered("Person", place, now[PEOPLE]), _filled(_person(part, titles)))
        for place, part in enumerate(now[PEOPLE], start=1)
    ]
    return [Section(OFFENDER, None, "Offender and sentence", _filled(_offender(now[OFFENDER]))), *offences, *people]


def _numbered(word: str, place: int, of: list[Any]) -> str:
    if len(of) == 1:
        return "The person you are referring" if word == "Person" else word
    return f"{word} {place} of {len(of)}"


def number_warnings(content: Content, this_year: int) -> list[str]:
    """A sentence for each identifying number that does not hold. It warns; the number is kept as written."""
    if OFFENDER not in content:
        return []
    numbers = offender_answers(content).numbers
    return [text for scheme, raw in numbers.items() if (text := warning(scheme, raw, this_year))]


def sentence_in_words(part: Content) -> str:
    """For example "Imprisonment, 26 weeks": what the court passed, then the length as it was entered."""
    return words_of_sentence(part["disposal"], length_of(part), is_unknown=part["length_unknown"])


def words_of_sentence(disposal: str, length: Length, *, is_unknown: bool = False) -> str:
    unknown = "length not known" if is_unknown else ""
    return ", ".join(filter(None, (Disposal(disposal).label, length.in_words or unknown)))


def because_of(offences: Iterable[OffenceAnswers]) -> list[str]:
    """What a verdict rests on: "Stalking; imprisonment, 26 weeks", one for each offence."""
    return [f"{one.title}; {words_of_sentence(one.disposal, one.length).lower()}" for one in offences]


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
    yield "The team had the court’s information", _day(part["court_informed_on"])
    yield "Officer in the case", ", ".join(filter(None, (part["officer_name"], part["officer_contact"])))


def _offence(part: Content) -> Iterable[tuple[str, Any]]:
    yield "Offence", part["label"] or part["code"]
    yield "Code", part["code"] or NOT_KNOWN
    yield "Committed", _day(part["committed_on"])
    if part["own_sentence"]:
        yield "Its own sentence", words_of_sentence(part["disposal"], length_of(part)) or NOT_KNOWN
    else:
        yield "Sentence", "The one above"


def _person(part: Content, offences: Mapping[str, str]) -> Iterable[tuple[str, Any]]:
    yield "Who they are", VictimCategory(part["category"]).label
    yield "Offences that concern them", "; ".join(offences[key] for key in part["offences"] if key in offences)
    yield "Name", f"{part['first_names']} {part['last_name']}".strip()
    yield "Name to use", part["name_to_use"]
    yield "Date of birth", _day(part["date_of_birth"])
    confirmed = "confirmed with them" if part["letter_name_confirmed"] else "not confirmed with them"
    yield "Name on letters", f"{part['letter_name']} ({confirmed})" if part["letter_name"] else "Not confirmed"
    yield "Same name as the offender", "Another person, checked" if part["another_of_the_name"] else ""
    yield HARMED.get(part["category"], "Person harmed"), part["harmed_name"]
    yield "What they are to that person", part["relation"]
    yield "The child’s date of birth", _day(part["harmed_born_on"])
    yield "Authority to act", part["authority_basis"]
    yield "Capacity", part["capacity_note"]
    yield "Mobile number", part["mobile"]
    yield "Other telephone number", part["phone"]
    yield "E-mail address", part["email"]
    yield "Postal address", part["post"]
    yield "Region they live in", part["home_region_name"]
    yield "Why there is no way to reach them", part["no_contact_reason"]
    channel = Channel(part["preferred_channel"])
    yield "Prefers", "Has not said" if channel == Channel.UNKNOWN else channel.label
    yield "Before calling", "Send a text first" if part["text_first"] else ""
    yield "Withheld number", "Never" if part["never_withheld_number"] else "May be used"
    yield "Safe times", part["safe_times"]
    yield "Who may answer", part["who_may_answer"]
    yield "Words to avoid", part["words_to_avoid"]
    kind = AdvocateKind(part["advocate_kind"]).label if part["advocate_kind"] else ""
    yield "Advocate", ", ".join(filter(None, (part["advocate_name"], kind, part["advocate_contact"])))
    yield "Contact", "Only through the advocate" if part["through_advocate"] else ""
    yield "Language", f"{part['language']}, with an interpreter" if part["interpreter"] else part["language"]
    yield "Format of letters", Format(part["format"]).label
    yield "What they have been told", part["told"]
    yield "Told by", part["told_by"]
    yield "Told of the scheme", _day(part["told_of_scheme_on"])
    yield "Opt-out period ended", _day(part["opt_out_ended_on"])
    yield "Checked that this is safe", "Yes" if part["safety_checked"] else "No"


def _day(text: str | None) -> str:
    return without_weekday(date.fromisoformat(text)) if text else ""
