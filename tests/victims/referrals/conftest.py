"""A witness care officer and the answers they give, as the steps keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.victims.referrals.answers import STEPS
from victims.actions.referral_drafts import begin_draft, keep_answers, keep_entry
from victims.models import ReferralDraft

LISTED = {"offence": "offences", "victim": "people"}


@pytest.fixture
def officer(person: Callable[..., User], friday: datetime) -> User:
    """A witness care officer of Kent Police, on Friday 20 November 2026."""
    return person(Role.WCO, name="Priya Nair")


@pytest.fixture
def draft_of() -> Callable[..., ReferralDraft]:
    """A draft with every step answered, unless told otherwise: `draft_of(officer, victim={"mobile": ""})`."""

    def make(owner: User, *, without: tuple[str, ...] = (), **changes: dict[str, Any]) -> ReferralDraft:
        draft = begin_draft(by=owner)
        whole = {step: answers | changes.get(step, {}) for step, answers in STEPS.items()}
        for step, answers in whole.items():
            if step not in without and step in LISTED:
                draft = keep_entry(draft=draft, step=LISTED[step], answers=answers, by=owner)
            elif step not in without:
                draft = keep_answers(draft=draft, step=step, answers=answers, by=owner)
        for step in changes.keys() - STEPS.keys():
            draft = keep_answers(draft=draft, step=step, answers=changes[step], by=owner)
        return draft

    return make
