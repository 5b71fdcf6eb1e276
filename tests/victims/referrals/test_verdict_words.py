"""What may be said about each verdict, to each kind of person."""

from __future__ import annotations

from datetime import date

import pytest

from cases.enums import Verdict
from victims.enums import DeadlineKind, VictimCategory
from victims.rules.clocks import Clock
from victims.rules.contact_promise import contact_promised_by
from victims.rules.verdict_words import HELPLINE, WHOM, WORDS, words_for

BY = date(2026, 11, 30)


def test_every_verdict_has_words_and_every_category_a_way_to_be_spoken_of() -> None:
    assert set(WORDS) == set(Verdict)
    assert set(WHOM) == set(VictimCategory)


@pytest.mark.parametrize("verdict", Verdict)
def test_nobody_is_promised_a_release_date_or_updates(verdict: Verdict) -> None:
    words = words_for(verdict, VictimCategory.ADULT, BY)
    assert words.do_not[:2] == ("Do not give a release date.", "Do not promise updates.")


def test_a_right_is_told_with_its_day() -> None:
    words = words_for(Verdict.VNS, VictimCategory.ADULT, BY)
    assert words.heading == "Victim Notification Scheme"
    assert words.tell == "Tell the victim: a victim liaison officer will contact you by Monday 30 November 2026."


@pytest.mark.parametrize("verdict", Verdict)
def test_somebody_bereaved_is_never_called_the_victim(verdict: Verdict) -> None:
    words = words_for(verdict, VictimCategory.BEREAVED, BY)
    assert "the family member" in words.tell
    assert "the victim " not in words.tell.replace("the victim liaison", "the unit's")


def test_a_proposal_is_not_an_entitlement() -> None:
    words = words_for(Verdict.PROPOSE_DISCRETIONARY, VictimCategory.ADULT, None)
    assert words.tell == (
        "A manager of the victim liaison unit will decide. Do not tell the victim that they are entitled."
    )


def test_not_eligible_says_where_to_get_help() -> None:
    helps = " ".join(words_for(Verdict.NOT_ELIGIBLE, "", None).help)
    assert "Victim Support" in helps
    assert HELPLINE in helps


def test_a_right_without_a_day_is_refused_rather_than_told_vaguely() -> None:
    with pytest.raises(ValueError, match="needs the day"):
        words_for(Verdict.VNS, VictimCategory.ADULT, None)


def clock(kind: DeadlineKind, due_on: date) -> Clock:
    return Clock(kind, "T00", date(2026, 11, 2), due_on, None)


def test_the_day_is_the_limit_from_sentence_even_when_the_limit_from_referral_is_earlier() -> None:
    clocks = [
        clock(DeadlineKind.FIRST_CONTACT, date(2026, 11, 24)),
        clock(DeadlineKind.OVERALL, date(2026, 11, 30)),
    ]
    assert contact_promised_by(clocks, date(2026, 11, 10)) == date(2026, 11, 30)


def test_a_day_that_has_passed_is_never_promised() -> None:
    clocks = [
        clock(DeadlineKind.FIRST_CONTACT, date(2026, 12, 4)),
        clock(DeadlineKind.OVERALL, date(2026, 11, 19)),
    ]
    assert contact_promised_by(clocks, date(2026, 11, 20)) == date(2026, 12, 4)


def test_no_limit_no_promise() -> None:
    assert contact_promised_by([], date(2026, 11, 20)) is None
