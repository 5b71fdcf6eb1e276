"""What a reminder says: in the application with short names, in e-mail with the reference only.

E-mail leaves the building and is read on locked telephones, so it carries no name and nothing that happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notifications.enums import ReminderRuleCode as Rule
from victims.enums import DeadlineKind
from vlu.lib.dates import in_words

SENTENCE_LENGTH = 300
MOST_LINES = 40
_NAME_LENGTH = 30
_TO_MANAGERS = {Rule.OVERDUE_MANAGER, Rule.OVERDUE_STILL}
SAID_BEFORE = {Rule.OVERDUE_STILL, Rule.OVERDUE_HEAD_STILL, Rule.DECISION_STILL, Rule.DECISION_HEAD_STILL}
_OFFERS = {DeadlineKind.OFFER_AGAIN, DeadlineKind.DECIDE_OFFER}


@dataclass(frozen=True)
class Subject:
    """What a reminder is about. Names are short names; `officer` is empty when nobody is allocated.

    `event` and `event_on` are given for the clock of an event, `task` for an agreed next step. `restricted`: only some
    may open the case, so nobody is named. `today`: when this is read or leaves. `still`: a later step, of what was told
    to have been missed before.
    """

    kind: str
    due_on: date
    today: date
    reference: str
    region: str
    victim: str
    offender: str
    officer: str = ""
    event: str = ""
    event_on: date | None = None
    task: str = ""
    restricted: bool = False
    still: bool = False


@dataclass(frozen=True)
class Mail:
    subject: str
    body: str


def sentence(rule: str, about: Subject) -> str:
    """One line for the reader's list in the application."""
    parts = [f"{_duty_with_names(about)} {_when(about)}"]
    if about.event and about.kind in {DeadlineKind.TELL_OF_EVENT, *_OFFERS}:
        parts.append(f"Reported: {_reported(about)}")
    elif about.kind in _OFFERS and about.task:
        parts.append(_short(about.task, 80))
    if about.kind == DeadlineKind.FOLLOW_UP and about.task:
        parts.append(_short(about.task, 80))
    if rule in _TO_MANAGERS:
        parts.append(f"Officer: {_short(about.officer)}" if about.officer else "Nobody is allocated")
    return f"{'. '.join(parts)} ({about.reference})."


def restricted_sentence(about: Subject) -> str:
    """About a case that not everybody who is reminded may open: whom it is about and what happened are left out."""
    duty = _DUTY[about.kind]
    return f"Restricted case: {duty} {_when(about)} ({about.reference})."


def sentence_for_administrator(about: Subject) -> str:
    """For when nobody in the unit can be told: an administrator may not know of whom."""
    return (
        f"{about.reference} has a date on {in_words(about.due_on)} and nobody in {about.region} can be told. "
        "Add an active manager for the region."
    )


def sentence_for_head(about: Subject) -> str:
    """For when a date is so late that somebody above the unit must ask: the unit and the reference, and no name."""
    is_not = "is still not" if about.still else "is not"
    return (
        f"{about.reference} in {about.region} had a date on {in_words(about.due_on)} and it {is_not} met. Ask the unit."
    )


def line_without_names(about: Subject) -> str:
    """A line of the day's e-mail."""
    return f"{about.reference}: {_DUTY[about.kind]} {_when(about)}"


def digest_mail(late: list[str], due: list[str], *, list_address: str) -> Mail:
    """The reminders of a day in one message, late ones first."""
    number = len(late) + len(due)
    subject = f"{number} {'date needs' if number == 1 else 'dates need'} you today"
    if late:
        subject += f", {len(late)} overdue"
    parts = [f"Overdue:\n{_lines(late)}"] if late else []
    parts += [f"Due:\n{_lines(due)}"] if due else []
    parts.append(f"Open your list:\n{list_address}")
    parts.append("This message names nobody, on purpose. Please do not reply to it.")
    return Mail(subject, "\n\n".join(parts) + "\n")


def _lines(lines: list[str]) -> str:
    shown, more = lines[:MOST_LINES], len(lines) - MOST_LINES
    return "\n".join([*shown, *([f"and {more} more in your list"] if more > 0 else [])])


def mail(rule: str, about: Subject, *, case_address: str, list_address: str) -> Mail:
    """The message for an officer or a manager."""
    what = f"{_DUTY[about.kind]} {_when(about)}"
    if rule == Rule.EVENT and about.event:
        what = f"something was reported, {what}"
    subject = f"{about.reference}: {what}"
    return Mail(
        subject=subject,
        body=f"{subject}.\n\nOpen the case and record what you do:\n{case_address}\n\n"
        f"All your reminders:\n{list_address}\n\nThis message names nobody, on purpose. Please do not reply to it.\n",
    )


def mail_for_head(about: Subject, *, home_address: str) -> Mail:
    """Of an urgent case, whose steps do not wait for the morning."""
    return Mail(
        subject=f"{about.reference}: a date in {about.region} needs you",
        body=f"{sentence_for_head(about)}\n\nOpen the service:\n{home_address}\n\nPlease do not reply to this.\n",
    )


def mail_for_administrator(about: Subject, text: str, *, people_address: str) -> Mail:
    """For somebody outside the unit: `text` names nobody."""
    return Mail(
        subject=f"{about.reference}: a date in {about.region} needs you",
        body=f"{text}\n\nPeople:\n{people_address}\n\nPlease do not reply to this.\n",
    )


# Of a complaint nothing outside the managers' own pages: it may be about whoever sees their messages.
_DUTY: dict[str, str] = {
    DeadlineKind.FIRST_CONTACT: "first contact",
    DeadlineKind.OVERALL: "first contact",
    DeadlineKind.TELL_OF_EVENT: "telling them",
    DeadlineKind.FOLLOW_UP: "the next step agreed",
    DeadlineKind.OFFER_AGAIN: "offering contact again",
    DeadlineKind.DECIDE_OFFER: "a decision about offering contact again",
    DeadlineKind.REVIEW: "the review of discretionary contact",
    DeadlineKind.URGENT_CONTACT: "first contact, which is urgent,",
    DeadlineKind.ANNUAL_CONTACT: "the annual contact",
    DeadlineKind.LETTER: "the letter after a contact",
    DeadlineKind.HARD_STOP: "asking about licence conditions",
    DeadlineKind.PRE_RELEASE: "a contact that was planned",
    DeadlineKind.ASK_RECONSIDER: "a question to them that has a last day",
    DeadlineKind.RECONSIDERATION: "the last day of a request of theirs",
    DeadlineKind.ALLOCATE: "the allocation, which is urgent,",
    DeadlineKind.REPLY: "a reply to what they asked",
    DeadlineKind.SEND_NOTE: "the note to be agreed",
    DeadlineKind.AGREE_NOTE: "agreement of a note",
    DeadlineKind.COMPLAINT_ACK: "an answer that managers owe",
    DeadlineKind.COMPLAINT_ANSWER: "an answer that managers owe",
    DeadlineKind.COMPLAINT_APPEAL: "an answer that managers owe",
}


def _duty_with_names(about: Subject) -> str:
    victim, offender = _short(about.victim), _short(about.offender)
    if about.kind == DeadlineKind.TELL_OF_EVENT:
        return f"Telling {victim} about {offender}"
    if about.kind == DeadlineKind.FOLLOW_UP:
        return f"The next step agreed with {victim}"
    if about.kind in _DUTY_NAMED:
        return _DUTY_NAMED[about.kind].format(victim=victim)
    return f"First contact with {victim}"


_DUTY_NAMED: dict[str, str] = {
    DeadlineKind.OFFER_AGAIN: "Offering contact again to {victim}",
    DeadlineKind.DECIDE_OFFER: "Deciding whether to offer contact again to {victim}",
    DeadlineKind.REVIEW: "Reviewing discretionary contact with {victim}",
    DeadlineKind.URGENT_CONTACT: "Urgent: first contact with {victim}",
    DeadlineKind.ANNUAL_CONTACT: "The annual contact with {victim}",
    DeadlineKind.LETTER: "The letter to {victim} after a contact",
    DeadlineKind.HARD_STOP: "Asking {victim} about licence conditions",
    DeadlineKind.PRE_RELEASE: "Contacting {victim} before the release",
    DeadlineKind.ASK_RECONSIDER: "Asking {victim} whether they want the parole decision reconsidered",
    DeadlineKind.RECONSIDERATION: "The last day for {victim} to ask for reconsideration",
    DeadlineKind.ALLOCATE: "Urgent: allocating {victim}",
    DeadlineKind.REPLY: "The reply to what {victim} asked",
    DeadlineKind.SEND_NOTE: "The note that {victim} is to agree",
    DeadlineKind.AGREE_NOTE: "Asking {victim} whether they agree with the note",
    DeadlineKind.COMPLAINT_ACK: "Acknowledging the complaint of {victim}",
    DeadlineKind.COMPLAINT_ANSWER: "Answering the complaint of {victim}",
    DeadlineKind.COMPLAINT_APPEAL: "Answering the appeal of {victim}",
}


def _when(about: Subject) -> str:
    """By the day on which it is read: a step may be told late, and a list is read for days."""
    if about.due_on < about.today:
        return f"was due on {in_words(about.due_on)} and is {'still ' if about.still else ''}overdue"
    return f"is due {'today,' if about.due_on == about.today else 'on'} {in_words(about.due_on)}"


def _reported(about: Subject) -> str:
    happened = f", {in_words(about.event_on)}" if about.event_on else ""
    return f"{about.event[:1].lower()}{about.event[1:]}{happened}"


def _short(text: str, length: int = _NAME_LENGTH) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
