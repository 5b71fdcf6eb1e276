"""Words for work: the verb a row starts with, the safe-contact line, the urgent banner. Plain, short, no jargon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from victims.enums import Channel, DeadlineKind, Format, UrgentReason, VictimDecisionKind
from vlu.lib.dates import in_words


def action_words(kind: str, task: str) -> str:
    """What is to be done, verb first. `task` says it where the kind alone does not."""
    if kind == DeadlineKind.TELL_OF_EVENT:
        return f"Tell them: {task[:1].lower()}{task[1:]}"
    return task or ACTIONS[kind]


ACTIONS: dict[str, str] = {
    "": "Nothing is due",
    DeadlineKind.REFERRAL: "Referral to be sent by the witness care unit",
    DeadlineKind.FIRST_CONTACT: "Make first contact",
    DeadlineKind.OVERALL: "Make first contact",
    DeadlineKind.URGENT_CONTACT: "Make first contact",
    DeadlineKind.TELL_OF_EVENT: "Tell them what was reported",
    DeadlineKind.FOLLOW_UP: "Take the next step agreed",
    DeadlineKind.OFFER_AGAIN: "Offer contact again",
    DeadlineKind.DECIDE_OFFER: "Decide whether to offer contact again",
    DeadlineKind.REVIEW: "Review discretionary contact",
    DeadlineKind.ANNUAL_CONTACT: "Make the annual contact",
    DeadlineKind.LETTER: "Write to them after the last contact",
    DeadlineKind.REPLY: "Reply to what they asked",
    DeadlineKind.SEND_NOTE: "Send the note to be agreed",
    DeadlineKind.AGREE_NOTE: "Ask whether they agree with the note",
    DeadlineKind.HARD_STOP: "Ask for licence conditions before the hard stop",
    DeadlineKind.PRE_RELEASE: "Contact them before the release",
    DeadlineKind.ASK_RECONSIDER: "Ask whether they want the parole decision reconsidered",
    DeadlineKind.RECONSIDERATION: "Send their request to reconsider the parole decision",
    DeadlineKind.ALLOCATE: "Allocate today",
    DeadlineKind.COMPLAINT_ACK: "Acknowledge the complaint",
    DeadlineKind.COMPLAINT_ANSWER: "Answer the complaint",
    DeadlineKind.COMPLAINT_APPEAL: "Answer the appeal",
}
FIRST_CONTACTS = frozenset({DeadlineKind.FIRST_CONTACT, DeadlineKind.OVERALL, DeadlineKind.URGENT_CONTACT})


_QUIET: dict[str, str] = {
    VictimDecisionKind.DECLINED: "Declined contact: nothing to do now",
    VictimDecisionKind.NOT_NOW: "Said “not now”: nothing to do now",
    VictimDecisionKind.COULD_NOT_TRACE: "Could not be traced: nothing to do now",
}


def idle_words(kind: str, wish: str) -> str:
    """The row of somebody for whom the officer has nothing to do: why, if it is by what they decided."""
    return _QUIET.get(wish) or action_words(kind, "")


def days_left_words(due_on: date, today: date, working_days: int) -> str:
    """How near a due date is. `working_days` is signed; a date that has passed is late even over a weekend."""
    if due_on == today:
        return "due today"
    if working_days == 0:
        return "now late" if due_on < today else "due before the next working day"
    unit = "working day" if abs(working_days) == 1 else "working days"
    return f"{abs(working_days)} {unit} {'left' if working_days > 0 else 'late'}"


def due_words(due_on: date, today: date, working_days: int) -> str:
    """The line of a list: when, and how near."""
    if due_on == today:
        return f"due today, {in_words(due_on)}"
    return f"due {in_words(due_on)}, {days_left_words(due_on, today, working_days)}"


def tried_words(kind: str, attempts: int) -> str:
    """How often somebody tried, while first contact is still to be made; otherwise nothing."""
    if kind not in FIRST_CONTACTS:
        return ""
    return f"{attempts} attempt{'' if attempts == 1 else 's'}" if attempts else "no attempt yet"


@dataclass(frozen=True)
class SafeContactFacts:
    preferred_channel: str
    never_withheld_number: bool
    text_first: bool
    through_advocate: bool
    advocate_name: str
    safe_times: str
    who_may_answer: str
    words_to_avoid: str
    language: str
    interpreter: bool
    format: str


def safe_contact_short(facts: SafeContactFacts) -> str:
    """The line for a list: what must not go wrong on the next call."""
    parts = []
    if facts.through_advocate:
        parts.append(f"through {facts.advocate_name} only")
    if facts.text_first:
        parts.append("text first")
    if facts.never_withheld_number:
        parts.append("never withheld number")
    if facts.interpreter:
        parts.append(f"{facts.language} interpreter")
    return _capitalised(", ".join(parts))


def safe_contact_lines(facts: SafeContactFacts) -> list[str]:
    """Every line, in the order they matter, for the victim's own page and the contact form."""
    lines = [safe_contact_short(facts)] if safe_contact_short(facts) else []
    if facts.preferred_channel != Channel.UNKNOWN:
        lines.append(f"Prefers: {Channel(facts.preferred_channel).label.lower()}")
    if facts.safe_times:
        lines.append(f"Safe times: {facts.safe_times}")
    if facts.who_may_answer:
        lines.append(f"Who may answer: {facts.who_may_answer}")
    if facts.words_to_avoid:
        lines.append(f"Words to avoid: {facts.words_to_avoid}")
    if facts.language != "English" and not facts.interpreter:
        lines.append(f"Language: {facts.language}")
    if facts.format != Format.STANDARD:
        lines.append(f"Format: {Format(facts.format).label}")
    return lines


URGENT_ADVICE: dict[str, str] = {
    UrgentReason.RELEASED: "Contact them today, by the safest channel, before anything else.",
    UrgentReason.RELEASE_SOON: "Contact them before the release, whatever the target date says.",
    UrgentReason.REFERRER: "Contact them today. Ask the referrer and the offender manager what they know of a release.",
    UrgentReason.RECALLED: "Do not tell them of a recall until return to custody is confirmed.",
    UrgentReason.AT_LARGE: "Contact them at once, and agree a safety plan with the police.",
}


def urgent_banner(reason: str, release_on: date | None, *, release_confirmed: bool) -> str:
    """Why it comes first, in one sentence for staff. The date is for staff only: a victim is told the week."""
    if reason == UrgentReason.RELEASE_SOON and release_on:
        standing = "" if release_confirmed else " (not confirmed)"
        return f"Release is recorded for {in_words(release_on)}{standing}."
    return f"{UrgentReason(reason).label}." if reason else ""


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
