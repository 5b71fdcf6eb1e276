"""A page left open answers what it showed: what somebody changed meanwhile must be seen before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.factories.cases import NOW
from victims.actions.discretion import decide_discretion
from victims.actions.safe_contact import change_safe_contact
from victims.models import DiscretionaryDecision, EligibilityVerdict, Enrolment, Referral, SafeContact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
SignIn = Callable[..., Client]
MEANWHILE = "This changed while the page was open."


def seen_on(browser: Client, address: str) -> dict[str, list[str]]:
    return {"seen": re.findall(r'name="seen" value="(\d*)"', browser.get(address).text)}


def test_a_warning_added_meanwhile_is_not_overwritten(
    enrolled: Enrolled, signed_in: SignIn, person: Callable[..., User]
) -> None:
    enrolment, browser = enrolled(), signed_in(Role.VLO)
    address = f"/victims/{enrolment.reference}/safe-contact/"
    answers = {"preferred_channel": "phone", "language": "English", "format": "standard", **seen_on(browser, address)}
    colleague = person(Role.VAO, name="Ines Novak")
    facts = {"preferred_channel": "email", "words_to_avoid": "never say probation", "language": "English"}
    change_safe_contact(enrolment=enrolment, facts=facts, by=colleague)

    page = browser.post(address, answers).text

    assert MEANWHILE in page
    assert "recorded by Ines Novak" in page
    assert "never say probation" in page
    assert SafeContact.objects.current().get(victim=enrolment.victim).words_to_avoid == "never say probation"
    again = {**answers, "seen": re.findall(r'name="seen" value="(\d*)"', page), "words_to_avoid": "never say probation"}
    assert browser.post(address, again).status_code == 302, "what stands now was on the page"


def test_agreeing_is_to_the_verdict_that_was_shown(enrolled: Enrolled, signed_in: SignIn) -> None:
    enrolment, browser = enrolled(), signed_in(Role.MANAGER)
    address = f"/victims/{enrolment.reference}/verdict/"
    row = {"enrolment": enrolment, "offence": enrolment.offence, "cause": "facts", "decided_at": NOW, "rule": "V9"}
    waiting = EligibilityVerdict.objects.create(
        **row, verdict="PROPOSE_DISCRETIONARY", scheme="DISCRETIONARY", reasons=["x"], waits_for_manager=True
    )
    answers = {"verdict": "agree", **seen_on(browser, address)}
    EligibilityVerdict.objects.filter(pk=waiting.pk).update(superseded_at=NOW)
    EligibilityVerdict.objects.create(
        **row, verdict="NOT_ELIGIBLE", scheme="DISCRETIONARY", reasons=["y"], waits_for_manager=True
    )

    assert MEANWHILE in browser.post(address, answers).text
    enrolment.refresh_from_db()
    assert enrolment.verdict == "VNS"


@pytest.fixture
def refused(enrolled: Enrolled, person: Callable[..., User]) -> tuple[Enrolment, Enrolment]:
    """Two people of one referral; contact with the first was refused."""
    wco = person(Role.WCO)
    people = [{"key": key, "first_names": name, "last_name": "Fenn"} for key, name in (("1", "Maria"), ("2", "Josie"))]
    referral = Referral.objects.create(
        reference="REF-1",
        submitted_by=wco,
        organisation=wco.organisation,
        received_at=NOW,
        received_on=date(2026, 11, 12),
        content={"version": "2026-11-21", "offender": {"first_names": "Neil", "last_name": "Ambler"}, "people": people},
    )
    facts = {"verdict": "PROPOSE_DISCRETIONARY", "scheme": "DISCRETIONARY", "referral": referral}
    one, two = (enrolled(entry=key, harmed_name="Ann Fenn", **facts) for key in ("1", "2"))
    decide_discretion(enrolment=one, granted=False, reason="No ground", by=person(Role.MANAGER))
    return one, two


def test_a_referrer_has_read_only_what_their_page_showed(
    refused: tuple[Enrolment, Enrolment], signed_in: SignIn, person: Callable[..., User]
) -> None:
    one, two = refused
    browser = signed_in(Role.WCO)
    seen = seen_on(browser, "/referrals/REF-1/")
    decide_discretion(enrolment=two, granted=False, reason="No ground", by=person(Role.MANAGER))

    page = browser.post("/referrals/REF-1/read/", seen, follow=True).text

    for row in refused:
        row.refresh_from_db()
    assert (one.is_open, two.is_open) == (False, True), "nothing closes before the referrer knows"
    assert "I have read this" in page


def test_the_referrer_was_told_of_the_decision_that_was_shown(
    refused: tuple[Enrolment, Enrolment], signed_in: SignIn, person: Callable[..., User]
) -> None:
    one, browser = refused[0], signed_in(Role.MANAGER)
    address = f"/decisions/{one.reference}/told/"
    answers = {"how": "phone", "told_on_day": "20", "told_on_month": "11", "told_on_year": "2026"}
    answers |= seen_on(browser, address)  # type: ignore[arg-type]
    decide_discretion(enrolment=one, granted=False, reason="Another ground", by=person(Role.MANAGER))

    assert MEANWHILE in browser.post(address, answers).text
    assert DiscretionaryDecision.objects.standing().get(enrolment=one).told_on is None


def test_a_second_manager_sees_the_first_ones_decision_before_deciding(
    refused: tuple[Enrolment, Enrolment], signed_in: SignIn, person: Callable[..., User]
) -> None:
    two, browser = refused[1], signed_in(Role.MANAGER)
    address = f"/decisions/{two.reference}/"
    answers = {"granted": "no", "reason": "Mine", **seen_on(browser, address)}
    decide_discretion(enrolment=two, granted=False, reason="The first", by=person(Role.MANAGER))

    page = browser.post(address, answers).text

    assert MEANWHILE in page
    assert "The first" in page
    assert DiscretionaryDecision.objects.get(enrolment=two).reason == "The first"
