"""What is owed after a contact that reached them: a letter, the note to be agreed, and a reply to what they asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from victims.enums import Channel, ContactOutcome, DeadlineKind
from victims.rules.clocks import Clock, Reckoning
from victims.rules.contact import SPOKEN
from vlu.lib.dates import without_weekday

LETTER, SEND_NOTE, AGREE_NOTE, REPLY = "T20", "T21", "T21C", "T23"
IN_WRITING = frozenset({Channel.LETTER, Channel.EMAIL})


@dataclass(frozen=True)
class Reached:
    """A contact that reached them. `explained` are codes of topics; `owes_reply`: they asked something that was not
    answered at once. `key` names it among the others, and is not there for a contact of an earlier system: nobody
    knows what was said, so nothing is owed for it."""

    happened_on: date
    channel: str
    outcome: str
    explained: frozenset[str] = frozenset()
    key: int | None = None
    owes_reply: bool = False
    note_sent_on: date | None = None
    note_answered_on: date | None = None


def contact_duties(contacts: Sequence[Reached], by: Reckoning) -> Iterator[Clock]:
    """`contacts` oldest first."""
    yield from _letter(contacts, by)
    yield from _reply(contacts, by)
    for contact in contacts:
        yield from _note(contact, by)


def _letter(contacts: Sequence[Reached], by: Reckoning) -> Iterator[Clock]:
    """A letter or e-mail after every contact (T20); the note sent to be agreed is one. One answers every contact up to
    its day, so the clock runs from the oldest that has none; when all are answered, it shows how the latest was."""
    written = [one.happened_on for one in contacts if is_written_by_us(one)]
    written += [one.note_sent_on for one in contacts if one.note_sent_on]
    to_answer = [one.happened_on for one in contacts if one.key is not None and one.channel not in IN_WRITING]
    running = [day for day in to_answer if by.runs(LETTER, day)]
    answered = {day: min((sent for sent in written if sent >= day), default=None) for day in running}
    if running:
        day = next((day for day in running if answered[day] is None), running[-1])
        task = f"Write to them after the contact of {without_weekday(day)}"
        yield from by.clock(DeadlineKind.LETTER, LETTER, day, answered[day], task=task)


def is_written_by_us(contact: Reached) -> bool:
    """An e-mail that they sent us is no letter to them."""
    return contact.channel in IN_WRITING and contact.outcome == ContactOutcome.SENT


def _note(contact: Reached, by: Reckoning) -> Iterator[Clock]:
    """Of each meeting or call, a note that they may have changed: sent (T21), and then agreed (T21C)."""
    if contact.key is None or contact.channel not in SPOKEN or contact.outcome != ContactOutcome.SPOKE:
        return
    held_on, day = contact.happened_on, without_weekday(contact.happened_on)
    task = f"Send the note of {day} to be agreed"
    yield from by.clock(
        DeadlineKind.SEND_NOTE, SEND_NOTE, held_on, contact.note_sent_on, task=task, contact=contact.key
    )
    if contact.note_sent_on is not None:
        task = f"Ask whether they agree with the note of {day}"
        yield from by.clock(
            DeadlineKind.AGREE_NOTE, AGREE_NOTE, held_on, contact.note_answered_on, task=task, contact=contact.key
        )


def _reply(contacts: Sequence[Reached], by: Reckoning) -> Iterator[Clock]:
    """To what they asked and was not answered at once (T23). A later contact in which we spoke or wrote replies to
    everything asked before, unless it leaves something open itself."""
    asked = [place for place, one in enumerate(contacts) if one.owes_reply and by.runs(REPLY, one.happened_on)]
    replied = {place: _replied_on(contacts[place + 1 :]) for place in asked}
    if asked:
        place = next((place for place in asked if replied[place] is None), asked[-1])
        day = contacts[place].happened_on
        task = f"Reply to what they asked on {without_weekday(day)}"
        yield from by.clock(DeadlineKind.REPLY, REPLY, day, replied[place], task=task)


def _replied_on(later: Sequence[Reached]) -> date | None:
    ours = (one for one in later if one.outcome == ContactOutcome.SPOKE or is_written_by_us(one))
    return next((one.happened_on for one in ours if not one.owes_reply), None)
