"""The calendar from the bar of the page: unfolded without scripts, read by another calendar, stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.victims import EnrolmentFactory
from tests.journeys.visitor import Visitor
from victims.models import Deadline, Enrolment
from victims.rules.month import month_of
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]


def busy(officer: User) -> Enrolment:
    """Five steps on one day of next month."""
    today, enrolment = clock.today(), EnrolmentFactory(officer=officer, reference="KSS-26-0412")
    due_on = (today.replace(day=1) + timedelta(days=45)).replace(day=10)
    for number in range(1, 6):
        Deadline.objects.create(
            enrolment=enrolment, kind="follow_up", task=f"Take step {number}", started_on=today, due_on=due_on
        )
    found: Enrolment = enrolment
    return found


def next_month() -> str:
    following = month_of(clock.today()).after
    assert following
    return following.words


def test_a_day_unfolds_without_scripts_and_leads_to_the_case(window: Window, person: People) -> None:
    officer = person(Role.VLO)
    enrolment = busy(officer)
    vlo = window(officer, scripts=False)

    vlo.follow("Calendar")
    vlo.follow(next_month())
    vlo.arrives_at(f"Calendar, {next_month()}")
    last = vlo.page.get_by_role("link", name="Take step 5").first
    assert not last.is_visible()
    vlo.page.get_by_text("and 2 more").click()
    assert last.is_visible()
    with vlo.page.expect_navigation():
        last.click()
    vlo.arrives_at(enrolment.victim.full_name)


def test_on_paper_and_on_a_telephone_nothing_is_missing(window: Window, person: People) -> None:
    officer = person(Role.VLO)
    busy(officer)
    vlo = window(officer)

    vlo.go("/calendar/")
    vlo.arrives_at(f"Calendar, {month_of(clock.today()).words}")
    vlo.follow(next_month())
    vlo.arrives_at(f"Calendar, {next_month()}")

    steps = vlo.page.get_by_text("Take step ")
    vlo.page.emulate_media(media="print")
    assert len([step for step in steps.all() if step.is_visible()]) == 5
    vlo.page.emulate_media(media="screen")
    assert len([step for step in steps.all() if step.is_visible()]) == 3


def test_a_link_is_made_and_stopped(window: Window, person: People) -> None:
    officer = person(Role.VLO)
    busy(officer)
    vlo = window(officer)

    vlo.go("/calendar/link/")
    vlo.arrives_at("Your calendar link")
    vlo.press("Make a link")
    vlo.arrives_at("Your new calendar link")
    secret = vlo.page.get_by_label("Address of your calendar").input_value().rpartition("/")[2]
    feed = f"{vlo.address}/calendar/{secret}"
    assert vlo.page.request.get(feed).text().count("SUMMARY:KSS-26-0412: next step due") == 5
    vlo.follow("Back to your calendar link")
    vlo.arrives_at("Your calendar link")
    vlo.follow("Stop the link")
    vlo.arrives_at("Stop your calendar link?")
    vlo.press("Stop the link")
    vlo.arrives_at("Your calendar link")
    assert vlo.page.request.get(feed).status == 404
