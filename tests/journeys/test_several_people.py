"""One referral of a bereaved mother, an adult and a child through his father: left, resumed, changed and sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.journeys.visitor import Visitor
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]
KILLING, STALKING = "COML022", "PH97006"


def test_three_people_and_two_offences_in_one_referral(window: Window, person: People) -> None:
    wco, unit = window(person(Role.WCO)), window(person(Role.MANAGER))
    write_and_send(wco)

    assert {one.victim.full_name for one in Enrolment.objects.all()} == {"Maria Fellgate", "Joan Alder", "Piotr Zielny"}
    for name, shown in SHOWN.items():
        first, last = name.split()
        unit.go(f"/victims/{Enrolment.objects.get(victim__first_names=first, victim__last_name=last).reference}/")
        unit.arrives_at(name)
        for words in shown:
            assert words in unit.text(), f"{name}: {words}"
    assert "Edith Fellgate" not in unit.text()


def write_and_send(wco: Visitor) -> None:
    """Two offences, then three people; left in the middle, taken up again, and an answer changed before it is sent."""
    wco.follow("Refer a victim")
    wco.press("Start a referral")
    sentence(wco)
    offence(wco, KILLING)
    wco.arrives_at("Which scheme this leads to, and what you can say")
    wco.follow("Add another offence")
    offence(wco, STALKING)
    wco.press("Continue")

    wco.arrives_at("A person you are referring")
    mother(wco)
    wco.go("/referrals/new/")
    wco.arrives_at("Refer a victim")
    wco.follow("Go on: ")
    wco.arrives_at("Check your answers")
    wco.follow("Add another person")
    wco.arrives_at("A person you are referring")
    adult(wco)
    add_another(wco)
    father_of_a_child(wco)
    wco.press("Continue")

    wco.arrives_at("Check your answers")
    words = wco.text()
    assert "Edith Fellgate" in words
    wco.follow("Change person 1")
    wco.arrives_at("A person you are referring")
    wco.fill("When is it safe?", "mornings only")
    wco.press("Continue")
    wco.press("Continue")
    wco.arrives_at("Check your answers")
    assert "mornings only" in wco.text()
    wco.press("Send the referral")
    wco.arrives_at("Referral sent")


SHOWN = {
    "Maria Fellgate": ("Edith Fellgate", "mother", "mornings only"),
    "Joan Alder": ("Adult victim",),
    "Piotr Zielny": ("Adam Zielny", "father"),
}


def sentence(wco: Visitor) -> None:
    wco.arrives_at("Offender and sentence")
    wco.fill("First names", "Damian")
    wco.fill("Last name", "Crowhurst")
    wco.fill("Court", "Maidstone Crown Court")
    wco.fill_date("Date of sentence", clock.today() - timedelta(days=3))
    wco.page.locator("select[name=disposal]").select_option("imprisonment")
    wco.fill("Months", "18")
    wco.choose("Has the offender been released", "No, or I do not know")
    wco.press("Continue")


def offence(wco: Visitor, code: str) -> None:
    wco.arrives_at("Offence that concerns somebody you are referring")
    wco.fill("Offence: its code, or words", code)
    wco.press("Find the offence")
    wco.choose("Which offence is it?", code)
    wco.fill_date("When was it committed?", clock.today() - timedelta(days=120))
    wco.press("Continue")


def add_another(wco: Visitor) -> None:
    wco.arrives_at("People you are referring")
    wco.follow("Add another person")
    wco.arrives_at("A person you are referring")


def named(wco: Visitor, who: str, offence_words: str, first: str, last: str) -> None:
    wco.choose("Who are you referring?", who)
    wco.choose("Which offences concern them?", offence_words)
    wco.fill("First names", first)
    wco.fill("Last name", last)
    wco.fill("Mobile number", "07700 900456")


def mother(wco: Visitor) -> None:
    """What is asked of some only is not there before it is said who she is, and then is."""
    harmed, child = wco.page.get_by_label("Name of the person who was harmed"), wco.page.get_by_text("For a child: ")
    assert not harmed.is_visible()
    named(wco, "Bereaved family member", "Manslaughter", "Maria", "Fellgate")
    assert harmed.is_visible()
    assert not child.is_visible()
    wco.arrives_at("A person you are referring")
    harmed.fill("Edith Fellgate")
    wco.fill("What are they to that person?", "mother")
    wco.press("Continue")


def adult(wco: Visitor) -> None:
    named(wco, "Adult victim", "Stalking", "Joan", "Alder")
    wco.press("Continue")


def father_of_a_child(wco: Visitor) -> None:
    named(wco, "Child, through a parent or carer", "Stalking", "Piotr", "Zielny")
    wco.fill("Name of the person who was harmed", "Adam Zielny")
    wco.fill("What are they to that person?", "father")
    wco.fill_date("For a child", clock.today() - timedelta(days=3000))
    wco.press("Continue")
