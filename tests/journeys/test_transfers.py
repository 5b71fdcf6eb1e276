"""A case between units, by keyboard: offered, heard of, accepted; and the protocol with a youth offending team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.actions.offers import tell_of_offers
from tests.factories.victims import EnrolmentFactory
from tests.journeys.visitor import Visitor
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment, YouthProtocol
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]


def test_a_case_is_offered_heard_of_and_accepted_by_keyboard(window: Window, person: People) -> None:
    today = clock.today()
    enrolment: Enrolment = EnrolmentFactory(
        case__conviction__sentenced_on=today - timedelta(days=4), referred_on=today - timedelta(days=2)
    )
    refresh_clocks(enrolment, today)
    here, there = person(Role.MANAGER), person(Role.MANAGER, region="N59")

    ours = window(here)
    ours.go(f"/victims/{enrolment.reference}/offer/")
    ours.arrives_at(f"Offer {enrolment.reference} to another unit")
    ours.select("Which unit do you offer it to?", "South Central")
    ours.choose("Why?", "Victim moved into another region")
    ours.tab_to("Offer it")
    ours.press_enter()
    ours.arrives_at("Transfers")
    assert enrolment.reference in ours.text()
    tell_of_offers(today)

    theirs = window(there)
    theirs.go("/reminders/")
    theirs.arrives_at("Reminders")
    theirs.tab_to(f"offers {enrolment.reference} to your unit")
    theirs.press_enter()
    theirs.arrives_at("Transfers")
    theirs.follow(enrolment.reference)
    theirs.arrives_at(f"Offer of {enrolment.reference}")
    theirs.tab_to("Accept")
    theirs.press_enter()
    assert Enrolment.objects.get().region_id == "N59"
    tell_of_offers(today)

    ours.go("/reminders/")
    assert f"South Central has accepted {enrolment.reference}" in ours.text()


def test_a_protocol_with_a_youth_team_is_recorded(window: Window, person: People) -> None:
    vao, today = window(person(Role.VAO)), clock.today()
    vao.go("/intake/")
    vao.arrives_at("Intake")
    vao.follow("protocols with youth offending teams")
    vao.arrives_at("Youth offending teams")
    vao.page.locator("input[name=status][value=agreed]").check()
    vao.press("Save")
    vao.arrives_at("Youth offending teams")
    assert "Enter the day it was agreed" in vao.text()
    vao.page.locator("input[name=status][value=agreed]").check()
    vao.fill_date("When was it agreed?", today - timedelta(days=30))
    vao.fill_date("When is it to be reviewed?", today + timedelta(days=335))
    vao.press("Save")
    vao.arrives_at("Youth offending teams")
    assert "No protocol is recorded" not in vao.text()
    assert YouthProtocol.objects.get().status == "agreed"
