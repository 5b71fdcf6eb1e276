"""The answers of a whole referral: Maria Fell, stalked by Harlan Doe; 26 weeks on Monday 9 November 2026."""

from __future__ import annotations

from typing import Any

from victims.rules.referral_shape import VERSION

OFFENDER: dict[str, Any] = {
    "first_names": "Harlan",
    "last_name": "Doe",
    "date_of_birth": "1988-04-02",
    "noms": "",
    "pnc": "2003/0000003Y",
    "cro": "",
    "crn": "",
    "court": "C46MA00",
    "court_as_written": "Maidstone Crown Court",
    "sentenced_on": "2026-11-09",
    "disposal": "imprisonment",
    "years": 0,
    "months": 0,
    "weeks": 26,
    "days": 0,
    "length_unknown": False,
    "remand_days": 12,
    "release": "no",
    "officer_name": "DC Ola Brandt",
    "officer_contact": "01622 900 100",
}
OFFENCE: dict[str, Any] = {
    "code": "PH97006",
    "label": "Stalking without fear / alarm / distress",
    "committed_on": "2026-08-14",
    "own_sentence": False,
    "disposal": "",
    "years": 0,
    "months": 0,
    "weeks": 0,
    "days": 0,
}
VICTIM: dict[str, Any] = {
    "category": "adult",
    "offences": ["1"],
    "first_names": "Maria",
    "last_name": "Fell",
    "name_to_use": "Maz",
    "date_of_birth": None,
    "letter_name": "Ms M Fell",
    "letter_name_confirmed": True,
    "another_of_the_name": False,
    "harmed_name": "",
    "relation": "",
    "harmed_born_on": None,
    "authority_basis": "",
    "capacity_note": "",
    "mobile": "07700 900 123",
    "phone": "",
    "email": "maria@example.org",
    "post": "",
    "no_contact_reason": "",
    "home_region": "",
    "home_region_name": "",
    "preferred_channel": "phone",
    "text_first": True,
    "never_withheld_number": True,
    "safe_times": "weekdays 10 to 3",
    "who_may_answer": "her sister",
    "words_to_avoid": "probation",
    "through_advocate": False,
    "advocate_kind": "",
    "advocate_name": "",
    "advocate_contact": "",
    "language": "English",
    "interpreter": False,
    "format": "standard",
    "told": "the sentence",
    "told_by": "DC Ola Brandt",
    "safety_checked": True,
}
BEREAVED: dict[str, Any] = {"category": "bereaved", "harmed_name": "Ivo Marsh", "relation": "mother"}
STEPS = {"offender": OFFENDER, "offence": OFFENCE, "victim": VICTIM}


def content_of(**changes: dict[str, Any]) -> dict[str, Any]:
    """The content of a finished draft, with some answers of a step changed; a step of its own is added as it is."""
    whole = {step: answers | changes.get(step, {}) for step, answers in STEPS.items()}
    own = {step: answers for step, answers in changes.items() if step not in STEPS}
    return {
        "version": VERSION,
        "offender": whole["offender"],
        "offences": [{"key": "1", **whole["offence"]}],
        "people": [{"key": "1", **whole["victim"]}],
        **own,
    }


def as_posted(answers: dict[str, Any]) -> dict[str, Any]:
    """The same answers as a browser sends them: three boxes for a date, nothing for an empty box or no tick."""
    posted: dict[str, Any] = {}
    for name, value in answers.items():
        if name in {"date_of_birth", "harmed_born_on", "sentenced_on", "committed_on"} and value:
            year, month, day = value.split("-")
            posted |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
        elif value is True:
            posted[name] = "on"
        elif isinstance(value, list):
            posted[name] = value
        elif value not in {"", None, 0}:
            posted[name] = str(value)
    if "court_as_written" in answers:
        posted["court"] = posted.pop("court_as_written", "")
    return posted
