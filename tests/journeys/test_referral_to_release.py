"""The main job, end to end, in a browser: referred, allocated, contacted, counted, and told of a release."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.journeys.referring import OFFENDER, PERSON, refer
from tests.journeys.visitor import Visitor
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]


def test_a_referral_becomes_a_contact_a_figure_and_a_release_the_officer_hears_of(
    window: Window, person: People
) -> None:
    officer, offender_manager = person(Role.VLO, name="Asha Rahman"), person(Role.OFFENDER_MANAGER, name="Pete Lacey")
    wco, manager = window(person(Role.WCO)), window(person(Role.MANAGER))

    refer(wco, clock.today())
    enrolment = Enrolment.objects.get()
    allocated_by(manager, enrolment)
    assert on_time(manager) == ("0", "0")
    vlo = window(officer)
    contact_recorded_by(vlo)
    assert on_time(manager) == ("1", "1")
    what_became_of_it(wco)

    offender_manager_named_by(vlo, enrolment, f"Pete Lacey, {offender_manager.organisation.name}")
    release_logged_by(window(offender_manager))
    released_is_what_to_do_next(vlo)


def allocated_by(manager: Visitor, enrolment: Enrolment) -> None:
    manager.arrives_at(enrolment.region.organisations.get(kind="VLU").name)
    manager.follow("Allocation")
    manager.arrives_at("Allocation")
    manager.follow(enrolment.reference)
    manager.arrives_at(f"Allocate {enrolment.reference}")
    assert "Asha Rahman" in manager.text()
    manager.press("Allocate to Asha Rahman")
    manager.arrives_at("Allocation")
    assert f"{enrolment.reference} is now with Asha Rahman." in manager.text()


def on_time(manager: Visitor) -> tuple[str, str]:
    """N and the number on time, from sentence to contact, in the row of the manager's own region."""
    manager.go("/targets/")
    manager.arrives_at("Targets")
    region = manager.page.locator("tbody").filter(has_text="Kent, Surrey and Sussex").first
    cells = region.get_by_role("row").filter(has_text="Sentence to first contact").get_by_role("cell")
    return cells.nth(0).inner_text(), cells.nth(1).inner_text()


def contact_recorded_by(vlo: Visitor) -> None:
    vlo.arrives_at("My work")
    assert "Make first contact" in vlo.text()
    vlo.follow("Make first contact")
    vlo.arrives_at(PERSON)
    assert "is due by" in vlo.text()
    assert "do not say probation" in vlo.text()
    vlo.follow("Record a contact")
    vlo.arrives_at(f"Record a contact with {PERSON}")
    vlo.choose("How was the contact made?", "Telephone")
    vlo.choose("What happened?", "Spoke or met")
    vlo.press("Save contact")
    vlo.arrives_at(PERSON)
    assert "Contact recorded." in vlo.text()
    assert "met on time on" in vlo.text()
    vlo.go("/work/")
    vlo.arrives_at("My work")
    assert "Make first contact" not in vlo.text()


def what_became_of_it(wco: Visitor) -> None:
    wco.go("/referrals/")
    wco.arrives_at("Your referrals")
    assert "First contact made" in wco.row(PERSON).inner_text()


def offender_manager_named_by(vlo: Visitor, enrolment: Enrolment, manages: str) -> None:
    vlo.go(f"/cases/{enrolment.case.reference}/")
    vlo.arrives_at(f"Case {enrolment.case.reference}: {OFFENDER}")
    vlo.follow("Record the offender manager")
    vlo.arrives_at(f"Offender manager of {OFFENDER}")
    vlo.page.get_by_label("Who manages the offender?").select_option(label=manages)
    vlo.press("Save")
    vlo.arrives_at(f"Case {enrolment.case.reference}: {OFFENDER}")


def release_logged_by(offender_manager: Visitor) -> None:
    offender_manager.arrives_at("People I manage")
    assert "Victim liaison officer involved" in offender_manager.text()
    offender_manager.follow(OFFENDER)
    offender_manager.arrives_at(OFFENDER)
    assert "Asha Rahman" in offender_manager.text()
    assert "Fellgate" not in offender_manager.page.content()
    offender_manager.page.get_by_role("button", name="Released", exact=True).click()
    offender_manager.page.wait_for_url("**/log/released/")
    offender_manager.arrives_at("Released")
    offender_manager.press("Send")
    offender_manager.arrives_at(OFFENDER)
    assert "Released" in offender_manager.text()


def released_is_what_to_do_next(vlo: Visitor) -> None:
    vlo.go("/work/")
    vlo.arrives_at("My work")
    assert "The offender has been released" in vlo.text()
    vlo.follow("Tell them: released · Maria F.")
    vlo.arrives_at(PERSON)
    assert "Tell them: released is due by" in vlo.text()
    vlo.follow("Record a contact")
    vlo.arrives_at(f"Record a contact with {PERSON}")
    vlo.choose("How was the contact made?", "Telephone")
    vlo.choose("What happened?", "Spoke or met")
    vlo.choose("What did you tell them about?", "Released")
    vlo.press("Save contact")
    vlo.arrives_at(PERSON)
    assert "Tell them: released: met on time on" in vlo.text()
