"""The iCalendar file: lines of at most 75 octets that end in CRLF, text that cannot break out, days that stay days."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from victims.rules.icalendar import AllDay, escaped, folded, icalendar
from vlu.lib.clock import LONDON

MADE_AT = datetime(2026, 7, 20, 10, 0, tzinfo=LONDON)
ANYTHING = st.text(max_size=300)
ONE_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


def unescaped(text: str) -> str:
    letters, read = iter(text), ""
    for letter in letters:
        read += {"n": "\n"}.get(following := next(letters), following) if letter == "\\" else letter
    return read


@given(ONE_LINE)
def test_no_folded_line_is_longer_than_75_octets_and_nothing_is_lost(line: str) -> None:
    whole = folded(line)

    assert max(len(piece.encode()) for piece in whole.split("\r\n")) <= 75
    assert unfolded(whole) == line


def test_a_line_is_filled_before_it_is_folded() -> None:
    assert [len(piece) for piece in folded("a" * 149).split("\r\n")] == [75, 75]
    assert folded("a" * 75) == "a" * 75
    assert [len(piece.encode()) for piece in folded("é" * 38).split("\r\n")] == [74, 3]


@given(ANYTHING)
def test_no_text_reaches_beyond_its_line(text: str) -> None:
    said = escaped(text)

    assert not [letter for letter in said if letter != "\t" and (ord(letter) < 0x20 or ord(letter) == 0x7F)]
    assert unescaped(said) == "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or not (ord(letter) < 0x20 or ord(letter) == 0x7F)
    )


def test_what_has_a_meaning_in_the_format_is_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne") == "a\\,b\\;c\\\\d\\ne"


@given(st.lists(ANYTHING, max_size=4))
def test_a_file_is_read_back_as_it_was_given(summaries: list[str]) -> None:
    entries = [AllDay(f"{number}", date(2026, 12, 18), summary) for number, summary in enumerate(summaries)]

    text = icalendar("Work dates", entries, MADE_AT)

    assert text.replace("\r\n", "").count("\n") == text.replace("\r\n", "").count("\r") == 0
    lines = unfolded(text).split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert [line for line in lines if line.startswith("SUMMARY:")] == [f"SUMMARY:{escaped(text)}" for text in summaries]


def test_an_entry_is_a_whole_day_that_keeps_its_name_and_takes_no_time() -> None:
    text = icalendar("Work dates", [AllDay("3f9a", date(2026, 12, 31), "KSS-26-0412: first contact due")], MADE_AT)

    assert text.split("BEGIN:VEVENT\r\n")[1].split("\r\n")[:-2] == [
        "UID:3f9a",
        "DTSTAMP:20260720T090000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:KSS-26-0412: first contact due",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    assert "METHOD" not in text


def test_a_file_without_entries_still_holds_the_component_the_format_asks_for() -> None:
    text = icalendar("Work dates", [], MADE_AT)

    assert "BEGIN:VEVENT" not in text
    assert "BEGIN:VTIMEZONE" in text
