"""An iCalendar file (RFC 5545) of all-day entries, written by hand: lines end in CRLF and are folded at 75 octets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, the line break not counted (RFC 5545, 3.1)
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
# A calendar must hold a component (RFC 5545, 3.6); one without entries holds this, which shows nothing.
_NOTHING = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class AllDay:
    """`uid` is the same at every reading, so that a reader's calendar moves an entry instead of adding another."""

    uid: str
    on: date
    summary: str


def icalendar(name: str, entries: Iterable[AllDay], made_at: datetime) -> str:
    """The whole file. No METHOD: it is read, and invites nobody. `made_at` is aware."""
    stamp = f"{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [line for entry in entries for line in _event(entry, stamp)]
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dates due//Calendar 1//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    return "".join(f"{folded(line)}\r\n" for line in [*head, *(lines or _NOTHING), "END:VCALENDAR"])


def _event(entry: AllDay, stamp: str) -> list[str]:
    """It takes no time of the day, and readers who share their calendar share no more than that they are busy."""
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.summary)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11). Every line break is one; other control characters are left out."""
    one_break = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_ESCAPED.get(letter, letter) for letter in one_break if letter in "\n\t" or not _is_control(letter))


def _is_control(letter: str) -> bool:
    return ord(letter) < 0x20 or ord(letter) == 0x7F


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each but the first after a space. No letter is cut in two."""
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    piece, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = "", LONGEST_LINE - 1  # the space takes one
        piece, room = piece + letter, room - size
    yield piece
