"""One case of each scheme, lived day by day through a Christmas on a frozen clock: everything anybody was told.

The listing beside this file is the whole of it. After a change that is meant, look at it, and write it anew with
`CHRISTMAS_LISTING=write`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from difflib import unified_diff
from pathlib import Path

import pytest

from accounts.models import User
from tests.notifications.christmas_post import Post
from tests.notifications.christmas_story import Happening, Story
from tests.notifications.mail_sink import MailSink
from vlu.lib import clock

pytestmark = pytest.mark.django_db
LISTING = Path(__file__).with_name("two_cases_over_christmas.txt")
FIRST, LAST = date(2026, 11, 30), date(2027, 1, 18)
BEAT_WAKES = (time(0, 1), time(7))  # and a minute after each thing that happens


def replay(story: Story, post: Post) -> list[str]:
    """The lines of the listing: a heading for each day on which anything happened or was told."""
    lines: list[str] = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        said = list(_day(day, [one for one in story.happenings() if one[0].date() == day], post))
        lines += ["", f"{day:%A} {day.day} {day:%B %Y}", *said] if said else []
    return lines[1:]


def _day(day: date, happenings: list[Happening], post: Post) -> Iterator[str]:
    wakes = [(datetime.combine(day, when, clock.LONDON), None) for when in BEAT_WAKES]
    for moment, happening in sorted([*wakes, *((one[0], one) for one in happenings)], key=lambda pair: pair[0]):
        if happening is not None:
            with clock.frozen_at(moment):
                happening[2]()
            yield f"  {moment:%H:%M}  {happening[1].upper()}"
        woken = moment + timedelta(minutes=happening is not None)
        yield from (f"  {woken:%H:%M}  {line}" for line in post.of(woken))


def test_everything_that_anybody_was_told_is_this(person: Callable[..., User], sink: MailSink) -> None:
    lines = replay(Story(person), Post(sink))
    if os.environ.get("CHRISTMAS_LISTING") == "write":
        LISTING.write_text("\n".join(lines) + "\n")

    expected = LISTING.read_text().splitlines()
    assert "\n".join(unified_diff(expected, lines, "as listed", "as told", n=2, lineterm="")) == ""
