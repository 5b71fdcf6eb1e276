"""A verdict of "not eligible" can always be sent to the unit, with a reason, and a manager looks at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import User
from cases.enums import Scheme, Verdict
from victims.actions.referral_drafts import keep_answers
from victims.actions.referrals import ReferralIsNotFinished, submit_referral
from victims.models import Enrolment, Referral, ReferralDraft

Draft = Callable[..., ReferralDraft]
COMMUNITY = {"disposal": "community", "weeks": 0}


def test_without_a_reason_it_waits(officer: User, draft_of: Draft) -> None:
    with pytest.raises(ReferralIsNotFinished) as refused:
        submit_referral(draft=draft_of(officer, offender=COMMUNITY), by=officer)
    assert "say why, and send it anyway" in refused.value.sentence
    assert not Referral.objects.exists()


def test_with_a_reason_it_reaches_the_unit(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer, offender=COMMUNITY, objection={"why": "He was recalled."})
    referral = submit_referral(draft=draft, by=officer)
    enrolment = Enrolment.objects.get()
    assert (enrolment.verdict, enrolment.scheme) == (Verdict.NOT_ELIGIBLE, Scheme.DISCRETIONARY)
    assert referral.content["objection"] == {"why": "He was recalled."}


def test_the_reason_is_asked_again_when_the_sentence_changes(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer, offender=COMMUNITY, objection={"why": "He was recalled."})
    changed = draft.content["offender"] | {"disposal": "suspended"}
    draft = keep_answers(draft=draft, step="offender", answers=changed, by=officer)
    assert "objection" not in draft.content


def test_the_reason_stays_when_the_same_answers_are_kept_again(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer, offender=COMMUNITY, objection={"why": "He was recalled."})
    draft = keep_answers(draft=draft, step="offender", answers=draft.content["offender"], by=officer)
    assert draft.content["objection"] == {"why": "He was recalled."}
