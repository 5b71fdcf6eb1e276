"""A witness care officer and the answers they give, as the steps keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.victims.referrals.answers import content_of
from victims.actions.referral_drafts import begin_draft, keep_answers
from victims.models import ReferralDraft


@pytest.fixture
def officer(person: Callable[..., User], friday: datetime) -> User:
    """A witness care officer of Kent Police, on Friday 20 November 2026."""
    return person(Role.WCO, name="Priya Nair")


@pytest.fixture
def draft_of() -> Callable[..., ReferralDraft]:
    """A draft with every step answered, unless told otherwise: `draft_of(officer, victim={"mobile": ""})`."""

    def make(owner: User, *, without: tuple[str, ...] = (), **changes: dict[str, Any]) -> ReferralDraft:
        draft = begin_draft(by=owner)
        for step, answers in content_of(**changes).items():
            if step not in without:
                draft = keep_answers(draft=draft, step=step, answers=answers, by=owner)
        return draft

    return make
