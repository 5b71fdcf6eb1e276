"""The answers of a whole referral: Maria Fell, stalked by Harlan Doe; 26 weeks on Monday 9 November 2026."""

from __future__ import annotations

from typing import Any

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
}
OFFENCE: dict[str, Any] = {
    "code": "PH97006",
    "label": "Stalking without fear / alarm / distress",
    "committed_on": "2026-08-14",
}
VICTIM: dict[str, Any] = {
    "category": "adult",
    "first_names": "Maria",
    "last_name": "Fell",
    "name_to_use": "Maz",
    "mobile": "07700 900 123",
    "phone": "",
    "email": "maria@example.org",
    "post": "",
    "no_contact_reason": "",
    "preferred_channel": "phone",
    "text_first": True,
    "never_withheld_number": True,
    "safe_times": "weekdays 10 to 3",
    "who_may_answer": "her sister",
    "words_to_avoid": "probation",
    "through_advocate": False,
    "advocate_name": "",
    "advocate_contact": "",
    "language": "English",
    "interpreter": False,
    "format": "standard",
    "told": "the sentence",
}
STEPS = {"offender": OFFENDER, "offence": OFFENCE, "victim": VICTIM}


def content_of(**changes: dict[str, Any]) -> dict[str, Any]:
    """The content of a finished draft, with some answers of a step changed; a step of its own is added as it is."""
    whole = {step: answers | changes.get(step, {}) for step, answers in STEPS.items()}
    return whole | {step: answers for step, answers in changes.items() if step not in STEPS}


def as_posted(answers: dict[str, Any]) -> dict[str, str]:
    """The same answers as a browser sends them: three boxes for a date, nothing for an empty box or no tick."""
    posted: dict[str, str] = {}
    for name, value in answers.items():
        if name in {"date_of_birth", "sentenced_on", "committed_on"}:
            year, month, day = value.split("-")
            posted |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
        elif value is True:
            posted[name] = "on"
        elif value not in {"", None, 0}:
            posted[name] = str(value)
    if "court_as_written" in answers:
        posted["court"] = posted.pop("court_as_written", "")
    return posted
