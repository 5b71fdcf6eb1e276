"""Nobody but the force sees a referral, nobody but its writer a draft, and nothing written afterwards is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from cases.enums import Scheme
from tests.access.matrix import POLICE
from victims.actions.allocation import allocate
from victims.actions.contact import record_contact
from victims.actions.referrals import submit_referral
from victims.actions.safe_contact import add_contact_point, change_safe_contact
from victims.enums import Channel, ContactOutcome, ContactPointKind
from victims.models import Enrolment, Referral, ReferralDraft, Victim

Draft = Callable[..., ReferralDraft]
SignIn = Callable[..., Client]
STEPS = ("offender", "offence", "verdict", "victim", "check", "remove")


@pytest.fixture
def sent(officer: User, draft_of: Draft) -> Referral:
    return submit_referral(draft=draft_of(officer), by=officer)


def test_another_force_finds_nothing(
    sent: Referral, officer: User, signed_in: SignIn, person: Callable[..., User]
) -> None:
    page = reverse("victims:referral", args=[sent.reference])
    assert "Maria Fell" in signed_in(officer).get(page).text
    stranger = signed_in(person(Role.WCO, force="Sussex"))
    refused = stranger.get(page)
    assert refused.status_code == 404
    assert "Maria" not in refused.text
    assert sent.reference not in stranger.get(reverse("victims:my_referrals")).text


def test_another_forces_place_in_the_list_shows_nothing_of_it(
    sent: Referral, signed_in: SignIn, person: Callable[..., User]
) -> None:
    answer = signed_in(person(Role.WCO, force="Sussex")).get(reverse("victims:my_referrals"), {"newer": sent.reference})
    assert answer.context["page"].rows == []


def test_a_draft_is_its_writers_alone(
    officer: User, draft_of: Draft, signed_in: SignIn, person: Callable[..., User]
) -> None:
    draft, colleague = draft_of(officer), signed_in(person(Role.WCO))
    mine = signed_in(officer)
    for step in STEPS:
        page = reverse(f"victims:refer_{step}", args=[draft.key])
        assert mine.get(page).status_code == 200
        assert colleague.get(page).status_code == 404
        assert colleague.post(page).status_code == 404
    assert "Maria" not in colleague.get(reverse("victims:refer_start")).text
    assert ReferralDraft.objects.filter(pk=draft.pk).exists()
    assert not Referral.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - POLICE - {Role.YOT_WORKER}))
def test_no_other_role_may_open_these_pages(
    sent: Referral, officer: User, draft_of: Draft, signed_in: SignIn, role: Role
) -> None:
    draft, browser = draft_of(officer), signed_in(role)
    pages = [reverse("victims:my_referrals"), reverse("victims:refer_start")]
    pages += [reverse("victims:referral", args=[sent.reference])]
    pages += [reverse(f"victims:refer_{step}", args=[draft.key]) for step in STEPS]
    for page in pages:
        assert signed_in(officer).get(page).status_code == 200
        assert browser.get(page).status_code == 403
    assert browser.post(reverse("victims:refer_start")).status_code == 403
    assert ReferralDraft.objects.count() == 1


def test_nothing_written_after_the_referral_reaches_the_referrer(
    sent: Referral, officer: User, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    enrolment, vlo = Enrolment.objects.get(), person(Role.VLO)
    allocate(enrolment=enrolment, officer=vlo, reason="Zeal has capacity", by=person(Role.MANAGER))
    record_contact(
        enrolment=enrolment,
        happened_on=friday.date(),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        they_asked="zebra question",
        note="zither note",
        next_step="zinc step",
        next_on=date(2026, 12, 1),
        by=vlo,
    )
    safe = enrolment.victim.safe_contacts.current().get()
    facts = {"words_to_avoid": "zigzag", "safe_times": "zenith", "preferred_channel": safe.preferred_channel}
    change_safe_contact(enrolment=enrolment, facts=facts, by=vlo)
    add_contact_point(enrolment=enrolment, kind=ContactPointKind.MOBILE, value="07700 900 999", note="zoo", by=vlo)
    Victim.objects.update(last_name="Zimmer")
    Enrolment.objects.update(scheme=Scheme.DISCRETIONARY)
    browser = signed_in(officer)
    for page in (reverse("victims:my_referrals"), reverse("victims:referral", args=[sent.reference])):
        text = browser.get(page).text
        assert "Maria Fell" in text
        for later in ("zebra", "zither", "zinc", "zigzag", "zenith", "zoo", "07700 900 999", "Zimmer", "Zeal"):
            assert later not in text
        assert enrolment.reference not in text


def test_the_page_is_the_same_whatever_the_case_does_next(sent: Referral, officer: User, signed_in: SignIn) -> None:
    page, browser = reverse("victims:referral", args=[sent.reference]), signed_in(officer)
    before = browser.get(page).text
    Enrolment.objects.update(scheme=Scheme.DISCRETIONARY)
    assert "Monday 30 November 2026" in before
    assert "Monday 30 November 2026" in browser.get(page).text
