"""Decisions about contact, through the pages: declined and offered again; refused, and the referrer told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.models import Supervision
from notifications.actions.outcomes import write_outcomes
from notifications.models import OutboxMessage
from tests.factories.victims import EnrolmentFactory
from tests.journeys.visitor import Visitor
from victims.actions.allocation import allocate
from victims.actions.clocks import refresh_clocks
from victims.actions.contact import record_contact
from victims.models import DiscretionaryDecision, Enrolment, Referral
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]


def joan(**facts: object) -> Enrolment:
    today = clock.today()
    enrolment: Enrolment = EnrolmentFactory(
        victim__first_names="Joan",
        victim__last_name="Alder",
        case__conviction__sentenced_on=today - timedelta(days=4),
        referred_on=today - timedelta(days=2),
        **facts,
    )
    refresh_clocks(enrolment, today)
    return enrolment


def test_somebody_who_declined_is_offered_contact_again_when_a_release_is_reported(
    window: Window, person: People
) -> None:
    officer, om = person(Role.VLO), person(Role.OFFENDER_MANAGER)
    enrolment, today = joan(), clock.today()
    allocate(enrolment=enrolment, officer=officer, by=person(Role.MANAGER))
    record_contact(
        enrolment=enrolment, happened_on=today, channel="phone", outcome="spoke", explained=["scheme"], by=officer
    )
    offender = enrolment.case.offender
    Supervision.objects.create(offender=offender, officer=om, since=today)

    vlo = window(officer)
    vlo.go(f"/victims/{enrolment.reference}/decision/?kind=declined")
    vlo.choose("Who told us", "They told us themselves")
    vlo.page.locator("input[name=contact]").first.check()
    vlo.page.locator("input[name=explained]").first.check()
    vlo.fill_date("When", today)
    vlo.page.locator("main button[type=submit]").first.click()
    vlo.arrives_at("Joan Alder")
    vlo.go("/work/")
    vlo.arrives_at("My work")
    assert "Declined contact: nothing to do now · Joan A." in vlo.text()

    manages = window(om)
    manages.follow(offender.full_name)
    manages.page.get_by_role("button", name="Released", exact=True).click()
    manages.page.wait_for_url("**/log/released/")
    manages.press("Send")

    vlo.go("/work/")
    vlo.arrives_at("My work")
    assert "Offer contact again" in vlo.text()


def test_a_refusal_reaches_the_referrer_who_says_that_they_read_it(window: Window, person: People) -> None:
    officer = person(Role.WCO)
    referral = Referral.objects.create(
        reference="REF-7Q",
        submitted_by=officer,
        organisation=officer.organisation,
        received_at=clock.now(),
        received_on=clock.today(),
        content={
            "offender": {"first_names": "Neil", "last_name": "Ambler"},
            "victim": {"first_names": "Joan", "last_name": "Alder"},
        },
    )
    enrolment = joan(referral=referral, verdict="NOT_ELIGIBLE")

    manager = window(person(Role.MANAGER))
    manager.go("/decisions/")
    manager.arrives_at("Decisions waiting")
    manager.go(f"/decisions/{enrolment.reference}/")
    manager.page.locator("input[name=granted]").last.check()
    manager.page.locator("textarea[name=reason]").first.fill("Nothing in the criteria applies")
    manager.page.locator("main button[type=submit]").first.click()
    manager.page.wait_for_url("**/told/")
    write_outcomes()
    assert "REF-7Q" in OutboxMessage.objects.get().subject
    assert DiscretionaryDecision.objects.get().told_on is None

    wco = window(officer)
    wco.go("/referrals/REF-7Q/")
    assert "Contact is not offered" in wco.text()
    assert "criteria applies" not in wco.text()
    wco.press("I have read this")
    assert DiscretionaryDecision.objects.get().told_on == clock.today()
