"""A double click, two windows, or going back and sending again: one referral."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from victims.actions.referrals import submit_referral
from victims.models import Enrolment, Referral, ReferralDraft, Victim

Draft = Callable[..., ReferralDraft]


def test_the_second_time_answers_with_the_referral_of_the_first(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer)
    assert submit_referral(draft=draft, by=officer) == submit_referral(draft=draft, by=officer)
    assert (Referral.objects.count(), Enrolment.objects.count(), Victim.objects.count()) == (1, 1, 1)


def test_the_page_leads_to_the_confirmation_both_times(
    officer: User, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    browser, page = signed_in(officer), reverse("victims:refer_check", args=[draft_of(officer).key])
    first = browser.post(page)
    again = browser.post(page)
    reference = Referral.objects.get().reference
    assert first["Location"] == f"/referrals/{reference}/?sent=yes"
    assert again["Location"] == f"/referrals/{reference}/"


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_the_same_moment_make_one(person: Callable[..., User], draft_of: Draft) -> None:
    officer = person(Role.WCO)
    draft = draft_of(officer)
    sent, together = [], threading.Barrier(2)

    def send() -> None:
        try:
            together.wait(timeout=10)
            sent.append(submit_referral(draft=draft, by=User.objects.get(pk=officer.pk)).reference)
        finally:
            connection.close()

    windows = [threading.Thread(target=send) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join(timeout=30)
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert (Referral.objects.count(), Enrolment.objects.count()) == (1, 1)
