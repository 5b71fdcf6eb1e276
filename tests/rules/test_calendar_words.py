"""What a feed says of a clock: for every kind there is, now or later, nothing that tells."""

from __future__ import annotations

import pytest

from victims.enums import DeadlineKind
from victims.rules.calendar_words import RESTRICTED, feed_clock, feed_key_date
from victims.rules.wording import action_words

MAY_BE_SAID = {"first contact", "next step", "something is"}


@pytest.mark.parametrize("kind", [*DeadlineKind, "a_kind_of_later"])
@pytest.mark.parametrize("late", [False, True])
def test_a_clock_of_any_kind_is_said_in_one_of_three_ways(kind: str, late: bool) -> None:
    said = feed_clock("KSS-26-0412", kind, late=late, restricted=False)

    assert said.removeprefix("KSS-26-0412: ").rpartition(" ")[::2] in {
        (what, "late" if late else "due") for what in MAY_BE_SAID
    }
    assert feed_clock("KSS-26-0412", kind, late=late, restricted=True) == RESTRICTED


def test_a_key_date_is_not_said_which() -> None:
    assert feed_key_date("KSS-26-0412", confirmed=True, restricted=False) == "KSS-26-0412: key date"
    assert feed_key_date("KSS-26-0412", confirmed=False, restricted=False) == "KSS-26-0412: key date, not confirmed"
    assert feed_key_date("KSS-26-0412", confirmed=True, restricted=True) == RESTRICTED


@pytest.mark.parametrize("kind", [kind for kind in DeadlineKind if kind != DeadlineKind.REFERRAL])
def test_on_the_page_every_kind_has_words_to_begin_with(kind: DeadlineKind) -> None:
    assert action_words(kind, "Ring the advocate")[:1].isupper()
