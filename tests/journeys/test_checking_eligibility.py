"""Is this person eligible? The answer follows the typing; the same page answers without scripts, by its button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.journeys.visitor import Visitor
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]
SCHEME, WORDS = "Victim Notification Scheme", "a victim liaison officer will contact you by"


def fill_in(wco: Visitor) -> None:
    today = clock.today()
    wco.fill_date("When was it committed?", today - timedelta(days=120))
    wco.page.locator("select[name=disposal]").select_option("imprisonment")
    wco.fill("Weeks", "26")
    wco.fill_date("Date of sentence", today - timedelta(days=4))


def test_the_answer_follows_the_typing(window: Window, person: People) -> None:
    wco = window(person(Role.WCO))
    wco.follow("Check eligibility")
    wco.arrives_at("Check eligibility")
    fill_in(wco)
    wco.page.get_by_label("Offence: its code, or words").press_sequentially("stalkng", delay=20)
    wco.choose("Which offence is it?", "PH97006")
    answer = wco.page.locator("#answer")
    answer.get_by_role("heading", name=SCHEME).wait_for()
    assert WORDS in answer.inner_text()
    assert "q=stalkng" in wco.page.url
    wco.arrives_at("Check eligibility")
    wco.press("Refer this person")
    wco.arrives_at("Offender and sentence")
    assert wco.page.get_by_label("Weeks", exact=True).input_value() == "26"


def test_the_keyboard_stays_where_it_was_when_the_answer_comes(window: Window, person: People) -> None:
    wco = window(person(Role.WCO))
    wco.go("/eligibility/")
    fill_in(wco)
    wco.fill("Offence: its code, or words", "stalking")
    first = wco.page.get_by_role("group", name="Which offence is it?").get_by_role("radio").first
    first.wait_for()
    first.focus()
    wco.page.keyboard.press("Space")
    wco.page.locator("#answer").get_by_role("heading", name=SCHEME).wait_for()
    chosen = "document.activeElement.name + document.activeElement.checked"
    assert wco.page.evaluate(chosen) == "offencetrue"


def test_it_answers_without_scripts(window: Window, person: People) -> None:
    wco = window(person(Role.WCO), scripts=False)
    wco.go("/eligibility/")
    fill_in(wco)
    wco.fill("Offence: its code, or words", "PH97006")
    wco.press("Check")
    wco.arrives_at("Check eligibility")
    assert SCHEME in wco.text()
    assert WORDS in wco.text()
