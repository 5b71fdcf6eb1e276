"""A witness care officer's referral through the pages, the same with scripts and without."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.visitor import Visitor

PERSON, OFFENDER = "Maria Fellgate", "Damian Crowhurst"


def refer(wco: Visitor, today: date) -> str:
    """From their home page to the confirmation; the reference they are given."""
    wco.arrives_at("Your referrals")
    wco.follow("Refer a victim")
    wco.arrives_at("Refer a victim")
    wco.press("Start a referral")
    _offender(wco, today)
    _offence(wco, today)
    wco.arrives_at("Which scheme this leads to, and what you can say")
    assert "Victim Notification Scheme" in wco.text()
    wco.press("Continue")
    _person(wco)
    wco.arrives_at("People you are referring")
    wco.press("Continue")
    wco.arrives_at("Check your answers")
    assert PERSON.split()[1] in wco.text()
    wco.press("Send the referral")
    wco.arrives_at("Referral sent")
    return wco.page.locator(".govuk-panel__body strong").inner_text()


def _offender(wco: Visitor, today: date) -> None:
    wco.arrives_at("Offender and sentence")
    first, last = OFFENDER.split()
    wco.fill("First names", first)
    wco.fill("Last name", last)
    wco.fill("Court", "Maidstone Crown Court")
    wco.fill_date("Date of sentence", today - timedelta(days=3))
    wco.page.locator("select[name=disposal]").select_option("imprisonment")
    wco.fill("Months", "8")
    wco.choose("Has the offender been released", "No, or I do not know")
    wco.press("Continue")


def _offence(wco: Visitor, today: date) -> None:
    wco.arrives_at("Offence that concerns somebody you are referring")
    wco.fill("Offence: its code, or words", "PH97006")
    wco.press("Find the offence")
    wco.arrives_at("Offence that concerns somebody you are referring")
    wco.choose("Which offence is it?", "PH97006")
    wco.fill_date("When was it committed?", today - timedelta(days=120))
    wco.press("Continue")


def _person(wco: Visitor) -> None:
    wco.arrives_at("A person you are referring")
    first, last = PERSON.split()
    wco.choose("Who are you referring?", "Adult victim")
    wco.fill("First names", first)
    wco.fill("Last name", last)
    wco.fill("Name on letters", PERSON)
    wco.page.get_by_label("They have confirmed that letters").check()
    wco.fill("Mobile number", "07700 900456")
    wco.choose("How do they prefer to be contacted?", "Telephone")
    wco.fill("Words to avoid", "do not say probation")
    wco.press("Continue")
