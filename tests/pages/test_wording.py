"""Dates, times and tags are worded one way on every page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vlu.templatetags import ui


def test_a_date_is_written_out() -> None:
    assert ui.date_in_words(date(2026, 12, 18)) == "Friday 18 December 2026"
    assert ui.short_date(date(2026, 12, 8)) == "8 Dec 2026"


def test_a_moment_is_told_on_the_clock_of_england_and_wales() -> None:
    just_before_midnight_in_universal_time = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert ui.time_in_words(just_before_midnight_in_universal_time) == "00:30"
    assert ui.date_in_words(just_before_midnight_in_universal_time) == "Thursday 2 July 2026"


def test_what_is_not_known_leaves_room_for_a_default() -> None:
    assert ui.date_in_words(None) == ui.short_date(None) == ui.time_in_words(None) == ""


def test_a_tag_escapes_its_words() -> None:
    assert ui.tag("<b>VNS", "blue") == '<strong class="govuk-tag govuk-tag--blue">&lt;b&gt;VNS</strong>'


def test_a_colour_without_a_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="'green' means nothing here"):
        ui.tag("VNS", "green")
