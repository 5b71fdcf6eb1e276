"""Whatever is to be done has words that begin with a verb, in lists and on pages."""

from __future__ import annotations

import pytest

from victims.enums import DeadlineKind
from victims.rules.clocks import DUTIES, MANAGERS_KINDS, OFFICERS_KINDS
from victims.rules.wording import action_words


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_kind_says_what_is_to_be_done(kind: DeadlineKind) -> None:
    assert action_words(kind, "")[:1].isupper()
    assert action_words(kind, "Write to them").lower().endswith("write to them")


def test_every_kind_but_the_referral_is_worked_by_officers_or_managers_and_by_one_of_them() -> None:
    assert {*OFFICERS_KINDS, *MANAGERS_KINDS} == {*DeadlineKind} - {DeadlineKind.REFERRAL}
    assert set(OFFICERS_KINDS) & set(MANAGERS_KINDS) == set()
    assert set(DUTIES) <= {*OFFICERS_KINDS, *MANAGERS_KINDS}
