"""Referrals received, and drafts begun, when a referral had one offence and one person: they still open."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.access.world import OFFENCE_ANSWERS, OFFENDER_ANSWERS, victim_answers
from tests.factories.victims import EnrolmentFactory
from tests.victims.referrals.answers import VICTIM, as_posted
from victims.actions.referral_drafts import keep_entry
from victims.actions.referrals import submit_referral
from victims.models import Enrolment, Referral, ReferralDraft
from vlu.lib import clock

SignIn = Callable[..., Client]


def older(**person: str) -> dict[str, Any]:
    return {
        "offender": OFFENDER_ANSWERS,
        "offence": OFFENCE_ANSWERS,
        "victim": victim_answers("Fell") | {"told": "the sentence"} | person,
    }


@pytest.fixture
def draft(officer: User) -> ReferralDraft:
    now = clock.now()
    return ReferralDraft.objects.create(
        owner=officer, key=uuid.uuid4(), content=older(), started_at=now, changed_at=now
    )


def test_a_received_one_opens_and_is_not_rewritten(officer: User, signed_in: SignIn, friday: datetime) -> None:
    referral = Referral.objects.create(
        reference="R-OLDER",
        submitted_by=officer,
        organisation=officer.organisation,
        received_at=friday,
        received_on=friday.date(),
        content=older(),
    )
    EnrolmentFactory(referral=referral)
    browser = signed_in(officer)
    for page in (reverse("victims:referral", args=["R-OLDER"]), reverse("victims:my_referrals")):
        assert "Maria Fell" in browser.get(page).text
    referral.refresh_from_db()
    assert referral.content == older()


def test_a_draft_opens_at_every_step_and_can_be_sent(officer: User, draft: ReferralDraft, signed_in: SignIn) -> None:
    browser = signed_in(officer)
    for step in ("offender", "offence", "verdict", "victim", "people", "check", "remove"):
        assert browser.get(reverse(f"victims:refer_{step}", args=[draft.key])).status_code == 200
    referral = submit_referral(draft=draft, by=officer)
    assert referral.content == older()
    assert Enrolment.objects.get().victim.full_name == "Maria Fell"


def test_a_draft_that_is_changed_takes_the_new_shape_and_loses_nothing(officer: User, draft: ReferralDraft) -> None:
    changed = keep_entry(draft=draft, step="people", answers=VICTIM | {"first_names": "Ana"}, by=officer)
    assert "victim" not in changed.content
    assert [one["first_names"] for one in changed.content["people"]] == ["Maria", "Ana"]
    assert changed.content["offences"][0]["code"] == "PH97006"


def test_somebody_who_stands_for_another_is_asked_for_whom(
    officer: User, draft: ReferralDraft, signed_in: SignIn
) -> None:
    ReferralDraft.objects.update(content=older(category="bereaved"))
    browser, again = signed_in(officer), reverse("victims:refer_victim_change", args=[draft.key, 1])
    assert browser.get(reverse("victims:refer_check", args=[draft.key]))["Location"] == again
    answers = as_posted(VICTIM | {"category": "bereaved", "harmed_name": "Ivo Marsh", "relation": "mother"})
    assert browser.post(again, answers)["Location"] == reverse("victims:refer_people", args=[draft.key])
