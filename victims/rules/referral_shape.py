"""The shape of a referral's content, and how an older one is read.

`content` is plain JSON: the offender, the offences and the people, each of the last two a list whose entries have a
`key` of their own. Dates are written as 2026-11-09. Content sent before VERSION had one `offence` and one `victim`;
it stays as it was received and is read through `modern`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.rules.sentence_length import Length

Content = Mapping[str, Any]
Entry = Mapping[str, Any]

VERSION = "2026-11-22"  # the day this shape began
OFFENDER, OFFENCES, PEOPLE = "offender", "offences", "people"
OBJECTION = "objection"  # why the referrer thinks that "not eligible" is wrong
CHECKED = "checked"  # by step: what was entered on the page that checks eligibility; offered until the step is answered
FIRST = "1"

_LENGTH = ("years", "months", "weeks", "days")
_NO_SENTENCE_OF_ITS_OWN: Mapping[str, Any] = {"own_sentence": False, "disposal": "", **dict.fromkeys(_LENGTH, 0)}
_NOT_ASKED_OF_A_PERSON: Mapping[str, Any] = {
    "date_of_birth": None,
    "relation": "",
    "harmed_name": "",
    "harmed_born_on": None,
    "authority_basis": "",
    "capacity_note": "",
    "letter_name": "",
    "letter_name_confirmed": False,
    "another_of_the_name": False,
    "advocate_kind": "",
    "told_by": "",
    "safety_checked": False,
    "home_region": "",
    "home_region_name": "",
    "told_of_scheme_on": None,
    "opt_out_ended_on": None,
}
_NOT_ASKED_OF_AN_OFFENDER: Mapping[str, Any] = {"officer_name": "", "officer_contact": "", "court_informed_on": None}


def modern(content: Content) -> dict[str, Any]:
    """The same answers in the shape of today. What was not asked then is empty, and is never made up."""
    now = {name: part for name, part in content.items() if name not in {"offence", "victim"}}
    if OFFENDER in now:
        now[OFFENDER] = {**_NOT_ASKED_OF_AN_OFFENDER, **now[OFFENDER]}
    if "offence" in content:
        now[OFFENCES] = [{"key": FIRST, **content["offence"]}]
    if "victim" in content:
        now[PEOPLE] = [{"key": FIRST, "offences": [FIRST], **content["victim"]}]
    now[OFFENCES] = [{**_NO_SENTENCE_OF_ITS_OWN, **entry} for entry in now.get(OFFENCES, [])]
    now[PEOPLE] = [{**_NOT_ASKED_OF_A_PERSON, **entry} for entry in now.get(PEOPLE, [])]
    return now


def entries(content: Content, step: str) -> list[Entry]:
    """The offences or the people, in the order they were entered."""
    found: list[Entry] = modern(content)[step]
    return found


def entry_of(content: Content, step: str, key: str) -> Entry | None:
    return next((entry for entry in entries(content, step) if entry["key"] == key), None)


def known_so_far(content: Content, step: str) -> Mapping[str, Any]:
    """What a step, or its first entry, is filled with when it is opened: the answers of the check of eligibility."""
    known: Mapping[str, Any] = content.get(CHECKED, {}).get(step, {})
    return known


def with_step(content: Content, step: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    return _without_check({**modern(content), "version": VERSION, step: dict(answers)}, step)


def with_entry(content: Content, step: str, key: str | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """An entry changed; added at the end, under a key not used before, when `key` is None."""
    there = entries(content, step)
    if key is None:
        key = str(max((int(entry["key"]) for entry in there), default=0) + 1)
        there = [*there, {"key": key}]
    changed = [{"key": key, **answers} if entry["key"] == key else entry for entry in there]
    return _without_check({**modern(content), "version": VERSION, step: changed}, step)


def without_entry(content: Content, step: str, key: str) -> dict[str, Any]:
    left = [entry for entry in entries(content, step) if entry["key"] != key]
    return {**modern(content), "version": VERSION, step: left}


def _without_check(content: dict[str, Any], step: str) -> dict[str, Any]:
    checked = {name: part for name, part in content.pop(CHECKED, {}).items() if name != step}
    return {**content, CHECKED: checked} if checked else content


def length_of(part: Mapping[str, Any]) -> Length:
    return Length(*(part[unit] for unit in _LENGTH))
