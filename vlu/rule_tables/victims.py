"""Which clock runs for whom, from when and for how long."""

from __future__ import annotations

import csv

from django.conf import settings

from cases.enums import Scheme
from victims.enums import DeadlineKind
from victims.rules.clocks import LIMIT_OF, STAGES
from victims.rules.limits import length_in_words
from victims.rules.release_duties import PRE_RELEASE
from vlu.rule_tables.markdown import page, table

STATUS = {"CUR": "today's target", "HIST": "an earlier target", "CFG": "our own choice"}
MET_BY = {
    DeadlineKind.REFERRAL: "the referral",
    DeadlineKind.FIRST_CONTACT: "the first contact that reached them",
    DeadlineKind.OVERALL: "the first contact that reached them",
}
IN_VCS, IN_ALL, IN_VNS = "Victim Contact Scheme, Discretionary contact", "every scheme", "Victim Notification Scheme"
# Of each duty: its limits, in which schemes, what meets it (victims.rules.duties).
DUTIES_MET_BY = {
    DeadlineKind.ANNUAL_CONTACT: (
        ("T22",),
        IN_VCS,
        "nothing: each contact that reached them moves it on, as does their acceptance until the first",
    ),
    DeadlineKind.LETTER: (
        ("T20",),
        IN_ALL,
        "a letter, an e-mail or a note to be agreed sent on that day or later; it answers every contact before",
    ),
    DeadlineKind.SEND_NOTE: (("T21",), IN_ALL, "the day the note was sent"),
    DeadlineKind.AGREE_NOTE: (("T21C",), IN_ALL, "the day they answered; there once the note was sent"),
    DeadlineKind.REPLY: (("T23",), IN_ALL, "the next contact in which we spoke or wrote; where a reply was left open"),
    DeadlineKind.HARD_STOP: (
        ("T40",),
        IN_ALL,
        "a contact since the last release or recall in which they said which they want, or none; gone when released",
    ),
    DeadlineKind.PRE_RELEASE: (
        PRE_RELEASE,
        IN_ALL,
        "the first contact that reached them since the one before was due; for a confirmed date only",
    ),
    DeadlineKind.ASK_RECONSIDER: (("T36",), IN_VCS, "a contact that reached them and explained reconsideration"),
    DeadlineKind.RECONSIDERATION: (("T35",), IN_VCS, "the same"),
    DeadlineKind.ALLOCATE: (("T52",), IN_ALL, "the allocation"),
    DeadlineKind.URGENT_CONTACT: (("T18",), IN_VNS, "the first contact that reached them"),
    DeadlineKind.COMPLAINT_ACK: (("T27",), IN_ALL, "the day it was acknowledged"),
    DeadlineKind.COMPLAINT_ANSWER: (("T28",), IN_ALL, "the day it was answered; where the procedure is for it"),
    DeadlineKind.COMPLAINT_APPEAL: (("T30",), IN_ALL, "the day the appeal was answered"),
}
# Clocks without a limit: when they begin, when they are due, what meets them (victims.actions.clocks and .contact).
OTHERS = {
    DeadlineKind.TELL_OF_EVENT: (
        "the day the event is planned, which is as it is reported",
        "the same day; of a release date that overtakes one nobody was told, the day that one was due",
        "a contact that reached them and told them of this event",
    ),
    DeadlineKind.FOLLOW_UP: (
        "the contact at which it was agreed",
        "the day agreed",
        "a contact or attempt that is recorded as completing it",
    ),
    DeadlineKind.OFFER_AGAIN: (
        "an event or a date in `data/reference/offer_again.csv`, for somebody without contact; or their decision",
        "the day of the event, within the working days of the table before a date, or the day noted for asking again",
        "a contact that reached them and made the offer, or their new decision",
    ),
    DeadlineKind.DECIDE_OFFER: (
        "the same, for somebody who does not want to hear again",
        "the same",
        "a manager's decision",
    ),
    DeadlineKind.REVIEW: ("a manager's decision to allow it", "the review date", "a new decision"),
}


def deadlines() -> str:
    return page(
        "Clocks and their limits",
        "Printed by `manage.py print_rules deadlines` from `victims/rules/clocks.py` and "
        "`data/reference/time_limits.csv`. A limit counts after its start, the first day not counted; the "
        "last day is on time. No clock runs when its limit was not in force on the day it started, and none is ever "
        "paused.",
        table(
            ["Clock", "Scheme", "Limit", "Starts", "Due", "Met by", "In force from", "Status", "Source"],
            [*_with_limit(), *_of_duties(), *_without_limit()],
        ),
        "Discretionary contact has no limits of its own: [decision 0006](../decisions/0006-discretionary-contact.md).",
    )


def _with_limit() -> list[list[str]]:
    limits = _limits()
    return [
        [
            f"`{kind}` {kind.label}",
            scheme.label,
            code,
            limits[code]["start_event"],
            length_in_words(int(limits[code]["amount"]), limits[code]["unit"]),
            MET_BY[kind],
            limits[code]["valid_from"] or "always",
            STATUS[limits[code]["status"]],
            limits[code]["source"],
        ]
        for kind in STAGES
        for scheme in Scheme
        for code in (LIMIT_OF[kind, scheme],)
    ]


def _of_duties() -> list[list[str]]:
    limits = _limits()
    return [
        [
            f"`{kind}` {kind.label}",
            schemes,
            code,
            limits[code]["start_event"],
            due_words(limits[code]),
            met_by,
            limits[code]["valid_from"] or "always",
            STATUS[limits[code]["status"]] if limits[code]["runs"] == "true" else "switched off",
            limits[code]["source"],
        ]
        for kind, (codes, schemes, met_by) in DUTIES_MET_BY.items()
        for code in codes
    ]


def due_words(limit: dict[str, str]) -> str:
    if limit["direction"] == "on":
        return "the same day"
    length = length_in_words(int(limit["amount"]), limit["unit"])
    return length if limit["direction"] == "after" else f"{length} before"


def _without_limit() -> list[list[str]]:
    return [
        [f"`{kind}` {kind.label}", "every scheme", "", start, due, met_by, "always", "", ""]
        for kind, (start, due, met_by) in OTHERS.items()
    ]


def _limits() -> dict[str, dict[str, str]]:
    path = settings.BASE_DIR / "data" / "reference" / "time_limits.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
