"""Nobody needs a mouse, and nobody needs scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.factories.victims import EnrolmentFactory
from tests.journeys.referring import PERSON, refer
from tests.journeys.visitor import Visitor
from victims.actions.allocation import allocate
from victims.actions.clocks import refresh_clocks
from victims.models import ContactEntry, Enrolment, Referral
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]


def allocated_to(officer: User, manager: User) -> Enrolment:
    today = clock.today()
    enrolment: Enrolment = EnrolmentFactory(
        victim__first_names="Joan",
        victim__last_name="Alder",
        case__conviction__sentenced_on=today - timedelta(days=4),
        referred_on=today - timedelta(days=2),
    )
    refresh_clocks(enrolment, today)
    allocate(enrolment=enrolment, officer=officer, by=manager)
    return enrolment


def test_an_officer_records_a_contact_with_the_keyboard_alone(window: Window, person: People) -> None:
    officer = person(Role.VLO)
    allocated_to(officer, person(Role.MANAGER))
    vlo = window()
    keys = vlo.page.keyboard

    vlo.go("/")
    vlo.tab_to("Skip to main content")
    vlo.tab_to("E-mail address")
    keys.type(officer.email)
    vlo.tab_to("Password")
    keys.type(PASSWORD)
    vlo.press_enter()
    vlo.arrives_at("My work")
    vlo.tab_to("Make first contact · Joan A.")
    vlo.press_enter()
    vlo.arrives_at("Joan Alder")
    vlo.tab_to("Record a contact")
    vlo.press_enter()
    vlo.arrives_at("Record a contact with Joan Alder")
    vlo.tab_to("How was the contact made?")
    keys.press("Space")
    vlo.tab_to("What happened?")
    keys.press("Space")
    vlo.tab_to("Save contact")
    vlo.press_enter()
    vlo.arrives_at("Joan Alder")

    entry = ContactEntry.objects.get()
    assert (entry.channel, entry.outcome, entry.recorded_by) == ("phone", "spoke", officer)
    assert "met on time on" in vlo.text()


def test_a_victim_is_referred_without_scripts(window: Window, person: People) -> None:
    wco = window(person(Role.WCO), scripts=False)

    reference = refer(wco, clock.today())

    assert Referral.objects.get().reference == reference
    enrolment = Enrolment.objects.get()
    assert (enrolment.victim.full_name, enrolment.scheme) == (PERSON, "VNS")
