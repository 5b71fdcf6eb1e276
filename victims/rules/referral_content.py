"""The answers of a referral, as they are kept while it is written and word for word once it is sent.

`content` is plain JSON: one part for each step. Dates are written as 2026-11-09. The classes below read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import IdentifierScheme
from cases.rules.sentence_length import Length

Content = Mapping[str, Any]

OFFENDER, OFFENCE, VICTIM = "offender", "offence", "victim"
OBJECTION = "objection"  # why the referrer thinks that "not eligible" is wrong
CHECKED = "checked"  # by step: what was entered on the page that checks eligibility; offered until the step is answered
STEPS = (OFFENDER, OFFENCE, VICTIM)
NUMBERS = {
    "noms": IdentifierScheme.NOMS,
    "pnc": IdentifierScheme.PNC,
    "cro": IdentifierScheme.CRO,
    "crn": IdentifierScheme.CRN,
}
NO_RELEASE_NEAR, RELEASED, RELEASE_SOON = "no", "released", "soon"


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


@dataclass(frozen=True)
class OffenceAnswers:
    code: str
    label: str
    committed_on: date | None


@dataclass(frozen=True)
class VictimAnswers:
    first_names: str
    last_name: str
    name_to_use: str
    category: str
    contact_points: Mapping[str, str]
    safe_contact: Mapping[str, Any]


def offender_answers(content: Content) -> OffenderAnswers:
    part = content[OFFENDER]
    return OffenderAnswers(
        first_names=part["first_names"],
        last_name=part["last_name"],
        date_of_birth=_day(part["date_of_birth"]),
        numbers={scheme.value: part[name] for name, scheme in NUMBERS.items() if part[name]},
        court=part["court"],
        court_as_written=part["court_as_written"],
        sentenced_on=date.fromisoformat(part["sentenced_on"]),
        disposal=part["disposal"],
        length=Length(part["years"], part["months"], part["weeks"], part["days"]),
        remand_days=part["remand_days"],
        urgent=part["release"] in {RELEASED, RELEASE_SOON},
    )


def offence_answers(content: Content) -> OffenceAnswers:
    part = content[OFFENCE]
    return OffenceAnswers(part["code"], part["label"], _day(part["committed_on"]))


CONTACT_POINTS = ("mobile", "phone", "email", "post")
SAFE_CONTACT = (
    "preferred_channel",
    "text_first",
    "never_withheld_number",
    "safe_times",
    "who_may_answer",
    "words_to_avoid",
    "through_advocate",
    "advocate_name",
    "advocate_contact",
    "language",
    "interpreter",
    "format",
)


def victim_answers(content: Content) -> VictimAnswers:
    part = content[VICTIM]
    return VictimAnswers(
        first_names=part["first_names"],
        last_name=part["last_name"],
        name_to_use=part["name_to_use"],
        category=part["category"],
        contact_points={kind: part[kind] for kind in CONTACT_POINTS if part[kind]},
        safe_contact={name: part[name] for name in SAFE_CONTACT},
    )


def known_so_far(content: Content, step: str) -> Mapping[str, Any]:
    """What a step is filled with when it is opened: its answers, or those of the check of eligibility before it."""
    known: Mapping[str, Any] = content.get(step) or content.get(CHECKED, {}).get(step, {})
    return known


def person_referred(content: Content) -> str:
    """The name as it was sent. Empty while it has not been written yet."""
    part = content.get(VICTIM, {})
    return f"{part.get('first_names', '')} {part.get('last_name', '')}".strip()


def offender_named(content: Content) -> str:
    part = content.get(OFFENDER, {})
    return f"{part.get('first_names', '')} {part.get('last_name', '')}".strip()


def unfinished_step(content: Content) -> str | None:
    """The first step still to be answered, or to be answered again because another answer changed; None when done."""
    if OFFENDER not in content:
        return OFFENDER
    if OFFENCE not in content or offence_is_after_sentence(content):
        return OFFENCE
    return None if VICTIM in content else VICTIM


def offence_is_after_sentence(content: Content) -> bool:
    """The date of sentence may be changed after the date of the offence was given."""
    if OFFENDER not in content or OFFENCE not in content:
        return False
    committed_on = offence_answers(content).committed_on
    return committed_on is not None and committed_on > offender_answers(content).sentenced_on


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
