"""What the answers of a referral say. Older shapes are read too: see referral_shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import IdentifierScheme
from cases.rules.sentence_length import Length
from victims.enums import VictimCategory
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE, Content, Entry, entries, length_of, modern
from victims.rules.same_name import is_same_name
from victims.rules.youth_teams import YouthDays, out_of_order

NUMBERS = {
    "noms": IdentifierScheme.NOMS,
    "pnc": IdentifierScheme.PNC,
    "cro": IdentifierScheme.CRO,
    "crn": IdentifierScheme.CRN,
}
NO_RELEASE_NEAR, RELEASED, RELEASE_SOON = "no", "released", "soon"
# These stand in for somebody else, whose name and bond to them are asked (domain 1.4).
FOR_SOMEBODY_ELSE = frozenset({VictimCategory.BEREAVED, VictimCategory.CHILD, VictimCategory.REPRESENTATIVE})


@dataclass(frozen=True)
class OffenderAnswers:
    first_names: str
    last_name: str
    date_of_birth: date | None
    numbers: Mapping[str, str]
    court: str
    court_as_written: str
    sentenced_on: date
    disposal: str
    length: Length
    remand_days: int | None
    urgent: bool
    officer_name: str
    officer_contact: str
    court_informed_on: date | None


@dataclass(frozen=True)
class OffenceAnswers:
    """The sentence is the offence's own where it has one, else the one of the first step."""

    key: str
    code: str
    label: str
    committed_on: date | None
    disposal: str
    length: Length

    @property
    def title(self) -> str:
        return self.label or self.code


@dataclass(frozen=True)
class PersonAnswers:
    """Somebody referred. `facts` are the answers kept with the enrolment as they stand; `home_region` is the code of
    the region they live in, empty when nobody has said."""

    key: str
    first_names: str
    last_name: str
    name_to_use: str
    date_of_birth: date | None
    letter_name: str
    letter_name_confirmed: bool
    another_of_the_name: bool
    category: str
    offences: tuple[str, ...]
    contact_points: Mapping[str, str]
    safe_contact: Mapping[str, Any]
    facts: Mapping[str, Any]
    home_region: str

    @property
    def full_name(self) -> str:
        return f"{self.first_names} {self.last_name}".strip()

    @property
    def category_label(self) -> str:
        return VictimCategory(self.category).label


def offender_answers(content: Content) -> OffenderAnswers:
    part = modern(content)[OFFENDER]
    return OffenderAnswers(
        first_names=part["first_names"],
        last_name=part["last_name"],
        date_of_birth=_day(part["date_of_birth"]),
        numbers={scheme.value: part[name] for name, scheme in NUMBERS.items() if part[name]},
        court=part["court"],
        court_as_written=part["court_as_written"],
        sentenced_on=date.fromisoformat(part["sentenced_on"]),
        disposal=part["disposal"],
        length=length_of(part),
        remand_days=part["remand_days"],
        urgent=part["release"] in {RELEASED, RELEASE_SOON},
        officer_name=part["officer_name"],
        officer_contact=part["officer_contact"],
        court_informed_on=_day(part["court_informed_on"]),
    )


def offences_answers(content: Content) -> list[OffenceAnswers]:
    """Every offence, in the order it was entered. The first step must be answered."""
    overall = modern(content)[OFFENDER]
    return [_offence(entry, entry if entry["own_sentence"] else overall) for entry in entries(content, OFFENCES)]


def _offence(entry: Entry, sentence: Entry) -> OffenceAnswers:
    return OffenceAnswers(
        key=entry["key"],
        code=entry["code"],
        label=entry["label"],
        committed_on=_day(entry["committed_on"]),
        disposal=sentence["disposal"],
        length=length_of(sentence),
    )


CONTACT_POINTS = ("mobile", "phone", "email", "post")
SAFE_CONTACT = (
    "preferred_channel",
    "text_first",
    "never_withheld_number",
    "safe_times",
    "who_may_answer",
    "words_to_avoid",
    "through_advocate",
    "advocate_kind",
    "advocate_name",
    "advocate_contact",
    "language",
    "interpreter",
    "format",
)


def people_answers(content: Content) -> list[PersonAnswers]:
    return [_person(entry) for entry in entries(content, PEOPLE)]


def _person(entry: Entry) -> PersonAnswers:
    return PersonAnswers(
        key=entry["key"],
        first_names=entry["first_names"],
        last_name=entry["last_name"],
        name_to_use=entry["name_to_use"],
        date_of_birth=_day(entry["date_of_birth"]),
        letter_name=entry["letter_name"],
        letter_name_confirmed=entry["letter_name_confirmed"],
        another_of_the_name=entry["another_of_the_name"],
        category=entry["category"],
        offences=tuple(entry["offences"]),
        contact_points={kind: entry[kind] for kind in CONTACT_POINTS if entry[kind]},
        safe_contact={name: entry[name] for name in SAFE_CONTACT},
        facts={
            "relation": entry["relation"],
            "harmed_name": entry["harmed_name"],
            "harmed_born_on": _day(entry["harmed_born_on"]),
            "authority_basis": entry["authority_basis"],
            "capacity_note": entry["capacity_note"],
            "told_of_scheme_on": _day(entry["told_of_scheme_on"]),
            "opt_out_ended_on": _day(entry["opt_out_ended_on"]),
        },
        home_region=entry["home_region"],
    )


def people_referred(content: Content) -> list[str]:
    """The names as they were sent. Empty while none has been written yet."""
    return [f"{entry['first_names']} {entry['last_name']}".strip() for entry in entries(content, PEOPLE)]


def offender_named(content: Content) -> str:
    part = content.get(OFFENDER, {})
    return f"{part.get('first_names', '')} {part.get('last_name', '')}".strip()


@dataclass(frozen=True)
class Unfinished:
    """A step still to be answered, or to be answered again; `entry` is the offence or person concerned, if one is."""

    step: str
    entry: str | None = None


def unfinished(content: Content) -> Unfinished | None:
    """The first of them; None when all is done."""
    if OFFENDER not in content:
        return Unfinished(OFFENDER)
    offences, people = entries(content, OFFENCES), entries(content, PEOPLE)
    if not offences:
        return Unfinished(OFFENCES)
    if late := offences_after_sentence(content):
        return Unfinished(OFFENCES, late[0])
    if not people:
        return Unfinished(PEOPLE)
    keys = {entry["key"] for entry in offences}
    offender = offender_answers(content)
    return next(
        (
            Unfinished(PEOPLE, one["key"])
            for one in people
            if not _is_whole(one, keys) or out_of_order(_youth_days(one, offender), offender.sentenced_on)
        ),
        None,
    )


def _youth_days(person: Entry, offender: OffenderAnswers) -> YouthDays:
    told_on, ended_on = _day(person["told_of_scheme_on"]), _day(person["opt_out_ended_on"])
    return YouthDays(offender.court_informed_on, told_on, ended_on)


def _is_whole(person: Entry, offences: set[str]) -> bool:
    """An offence may have been removed since, and older referrals were not asked on whose behalf somebody acts."""
    concerned = bool(set(person["offences"]) & offences) and set(person["offences"]) <= offences
    if person["category"] in FOR_SOMEBODY_ELSE and not (person["harmed_name"] and person["relation"]):
        return False
    if person["category"] == VictimCategory.REPRESENTATIVE and not person["authority_basis"]:
        return False
    return concerned


def named_like_the_offender(person: PersonAnswers, offender: str) -> bool:
    """A letter was once addressed to the offender (HMIP 3.3): none of a person's names may be theirs by mistake."""
    names = (person.full_name, person.letter_name, person.facts["harmed_name"])
    return not person.another_of_the_name and any(is_same_name(name, offender) for name in names)


def offences_after_sentence(content: Content) -> list[str]:
    """Keys of them. The date of sentence may be changed after the date of an offence was given."""
    if OFFENDER not in content:
        return []
    sentenced_on = offender_answers(content).sentenced_on
    return [one.key for one in offences_answers(content) if one.committed_on and one.committed_on > sentenced_on]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
