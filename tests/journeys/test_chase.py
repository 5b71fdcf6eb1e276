"""A referral that has not come, in a browser: the supervisor answers in both ways, the unit asks and counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from tests.journeys.visitor import Visitor
from victims.models import ChaseSetting, ReferralRequest
from victims.queries.answer_links import sign_link
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]
INBOX = "care@kent.example"


def ask_kent(name: str) -> ReferralRequest:
    today = clock.today()
    request: ReferralRequest = ReferralRequestFactory(
        concerning=name, found_on=today, case__conviction__sentenced_on=today
    )
    return request


def test_a_supervisor_answers_signed_in(window: Window, person: People) -> None:
    request = ask_kent("Maria Fellgate")
    supervisor = window(person(Role.WCU_SUPERVISOR))

    supervisor.arrives_at("Your referrals")
    assert "Requests waiting for you" in supervisor.text()
    supervisor.follow(f"Answer {request.reference}")
    supervisor.arrives_at("Answer a request for a referral")
    supervisor.choose("What is your answer?", "The person does not wish to be referred")
    supervisor.press("Send the answer")
    supervisor.arrives_at("Your referrals")
    assert "Maria Fellgate" not in supervisor.text()

    request.refresh_from_db()
    assert request.answer == "declined"


def test_a_supervisor_answers_a_list_by_link_without_an_account(window: Window, person: People) -> None:
    requests = [ask_kent("Maria Fellgate"), ask_kent("Joan Alder")]
    office = requests[0].organisation
    ChaseSetting.objects.create(
        organisation=office,
        valid_from=clock.today(),
        reply_days=10,
        second_day=5,
        third_day=10,
        supervisor_inbox=INBOX,
    )
    reader = window()

    reader.go(reverse("victims:answer_link", args=[sign_link(office, INBOX, requests)]))
    reader.arrives_at(f"Requests waiting for {office.name}")
    reader.follow(f"Answer {requests[0].reference}")
    reader.arrives_at("Answer a request for a referral")
    reader.choose("What is your answer?", "The person cannot be identified")
    reader.press("Send the answer")
    reader.arrives_at("Answer sent")
    reader.follow("1 more request waits")
    reader.arrives_at("Answer a request for a referral")
    assert "Joan Alder" in reader.text()

    requests[0].refresh_from_db()
    assert (requests[0].answer, requests[0].answered_through) == ("cannot_identify", INBOX)


def test_the_unit_asks_for_a_referral_and_sees_how_offices_answer(window: Window, person: People) -> None:
    enrolment = EnrolmentFactory(case__conviction__sentenced_on=clock.today())
    case = enrolment.case
    vao = window(person(Role.VAO))

    vao.go(f"/cases/{case.reference}/")
    vao.arrives_at(f"Case {case.reference}: {case.offender.full_name}")
    vao.follow("Ask for a referral")
    vao.arrives_at("Ask for a referral")
    vao.choose("Which offences is it about?", enrolment.offence.title)
    vao.fill("Whom does it concern?", "Esme Quennell")
    vao.select("Which office is asked?", "Kent Witness Care Unit")
    vao.press("Ask for the referral")
    request = ReferralRequest.objects.get()
    vao.arrives_at(f"Request {request.reference} to Kent Witness Care Unit")
    vao.follow("Intake")
    vao.arrives_at("Intake")
    vao.follow("referral requests without an answer")
    vao.arrives_at("Referral requests: all that wait for an answer")
    vao.follow("How offices answered")
    vao.arrives_at("How offices answered")
    assert "Kent Witness Care Unit" in vao.text()


def test_an_administrator_says_how_an_office_is_chased(window: Window, person: People) -> None:
    admin = window(person(Role.ADMIN))

    admin.go("/requests/settings/")
    admin.arrives_at("How offices are chased")
    admin.select("Office", "Kent Witness Care Unit")
    for label, days in (("Working days for a reply", "8"), ("Second prompt", "4"), ("Third prompt", "8")):
        admin.fill(label, days)
    admin.fill("Inbox of the supervisor", INBOX)
    admin.press("Save")
    admin.arrives_at("How offices are chased")

    assert INBOX in admin.text()
