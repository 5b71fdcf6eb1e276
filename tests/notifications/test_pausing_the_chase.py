"""An office is not asked for somebody who would not be entitled: the chase pauses, says so, and goes on by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from cases.enums import Disposal
from cases.models import Case
from cases.queries.calendar import working_calendar
from notifications.actions.chasing import send_prompts
from notifications.models import OutboxMessage
from tests.factories.accounts import unit
from tests.factories.cases import NOW
from tests.factories.victims import ReferralRequestFactory
from victims.actions.verdicts import reassess_cases
from victims.models import ChaseSetting, ReferralRequest, RequestPrompt
from victims.queries.answer_links import sign_link
from victims.queries.request_attainment import attainment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
INBOX = "care@kent.example"


@pytest.fixture
def asked(person: Callable[..., User]) -> ReferralRequest:
    """Prompted once, and then the sentence became a community order."""
    for role in (Role.WCO, Role.MANAGER):
        person(role)
    ChaseSetting.objects.create(
        organisation=unit(OrganisationKind.WCU),
        valid_from=NOW.date(),
        reply_days=10,
        second_day=5,
        third_day=10,
        supervisor_inbox=INBOX,
    )
    request: ReferralRequest = ReferralRequestFactory()
    send_prompts(NOW)
    sentenced(request, disposal=Disposal.COMMUNITY, weeks=0)
    return request


def sentenced(request: ReferralRequest, **sentence: object) -> None:
    request.offences.get().sentences.update(**sentence)
    Case.objects.filter(pk=request.case_id).update(facts_changed_at=clock.now())
    reassess_cases().raise_if_any_failed("cases")
    request.refresh_from_db()


def on(days: int) -> datetime:
    return NOW + timedelta(days=days)


def test_neither_prompt_nor_list_goes_while_nobody_would_be_entitled(asked: ReferralRequest) -> None:
    before = OutboxMessage.objects.count()
    for days in range(1, 30):
        with clock.frozen_at(on(days)):
            assert send_prompts(on(days)).done == 0

    assert OutboxMessage.objects.count() == before
    assert RequestPrompt.objects.filter(request=asked).count() == 1


def test_it_goes_on_in_order_a_working_day_apart_when_the_verdict_changes_back(asked: ReferralRequest) -> None:
    sentenced(asked, disposal=Disposal.IMPRISONMENT, weeks=26)
    sent = {}
    for days in range(18, 23):  # Tuesday 8 December and on: both days have passed
        with clock.frozen_at(on(days)):
            sent[days] = send_prompts(on(days)).done

    assert sent == {18: 1, 19: 1, 20: 0, 21: 0, 22: 0}
    assert list(asked.prompts.values_list("step", flat=True)) == [1, 2, 3]


def test_the_case_the_unit_and_the_office_are_told_that_it_is_paused_and_why(
    asked: ReferralRequest, signed_in: Callable[..., Client], client: Client
) -> None:
    officer, supervisor = signed_in(Role.VAO), signed_in(Role.WCU_SUPERVISOR)
    case = officer.get(f"/cases/{asked.case.reference}/").text
    assert "is not asked again for now" in case
    assert asked.verdict_reasons[0].replace("'", "&#x27;") in case
    assert asked.reference in officer.get("/requests/?show=paused").text
    assert "No answer is needed for now" in supervisor.get("/requests/waiting/").text
    link = sign_link(asked.organisation, INBOX, [asked])
    assert "we do not ask you again for now" in client.get(f"/answer/{link}/", follow=True).text


def test_it_is_late_in_no_figure_while_it_is_paused(asked: ReferralRequest, person: Callable[..., User]) -> None:
    vao, later = person(Role.VAO), on(40).date()
    row = attainment(vao, NOW.date(), later, later, working_calendar())[0]
    assert (row.overdue, row.n, row.waiting) == (0, 0, 1)

    sentenced(asked, disposal=Disposal.IMPRISONMENT, weeks=26)
    assert attainment(vao, NOW.date(), later, later, working_calendar())[0].overdue == 1
