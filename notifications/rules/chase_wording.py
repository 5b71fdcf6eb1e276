"""What a message about requests for a referral says: references, how many people, the day; no name and no offence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notifications.rules.wording import Mail
from victims.enums import PromptStep
from vlu.lib.dates import in_words

MOST_REFERENCES = 20
_NAMES_NOBODY = "This message names nobody, on purpose. Please do not reply to it.\n"


@dataclass(frozen=True)
class Asked:
    """The requests of one message. `reply_by` is the first day a reply is due among them."""

    references: tuple[str, ...]
    office: str
    reply_by: date

    @property
    def people(self) -> str:
        return "1 person" if len(self.references) == 1 else f"{len(self.references)} people"


def prompt_mail(step: PromptStep, about: Asked, *, address: str, is_link: bool) -> Mail:
    """For somebody of the office asked."""
    which = {PromptStep.OFFICERS: "", PromptStep.SUPERVISOR: "second ", PromptStep.HEADS: "third and last "}[step]
    subject = f"{about.office}: {which}request for a referral of {about.people}, reply by {in_words(about.reply_by)}"
    return Mail(
        subject,
        f"A victim liaison unit has found {about.people} for whom no referral has come, and asks your office for it. "
        f"Please reply by {in_words(about.reply_by)}.\n\n{_references(about)}\n\n"
        f"{_open_it(address, is_link=is_link)}\n\n{_NAMES_NOBODY}",
    )


def list_mail(about: Asked, *, address: str, is_link: bool) -> Mail:
    """The morning list of what an office has still to answer."""
    return Mail(
        f"{about.office}: {about.people} waiting for a referral, the first reply is due {in_words(about.reply_by)}",
        f"These requests for a referral wait for your office. The first reply is due on {in_words(about.reply_by)}.\n\n"
        f"{_references(about)}\n\n{_open_it(address, is_link=is_link)}\n\n{_NAMES_NOBODY}",
    )


def unit_mail(about: Asked, *, address: str, office_is_empty: bool) -> Mail:
    """For the victim liaison unit: an escalation, or an office where nobody can be told."""
    if office_is_empty:
        subject = f"{about.office}: nobody there can be told of requests for {about.people}"
        body = (
            f"Nobody at {about.office} has an account or an inbox this step could go to. Please telephone the office, "
            "and ask an administrator to add them."
        )
    else:
        subject = f"{about.office}: no reply about {about.people} after two prompts"
        body = f"{about.office} was asked twice and has not replied. It was escalated today. Please follow it up."
    return Mail(subject, f"{body}\n\n{_references(about)}\n\nAll requests:\n{address}\n\n{_NAMES_NOBODY}")


def _references(about: Asked) -> str:
    shown, more = about.references[:MOST_REFERENCES], len(about.references) - MOST_REFERENCES
    return "\n".join([*shown, *([f"and {more} more"] if more > 0 else [])])


def _open_it(address: str, *, is_link: bool) -> str:
    if is_link:
        return f"See what each is about and answer. The link works for 7 days; do not pass it on:\n{address}"
    return f"See what each is about and answer:\n{address}"
