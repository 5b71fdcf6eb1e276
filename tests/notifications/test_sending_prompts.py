"""Prompts for referrals: one message a reader, nothing named, nothing sent that was overtaken, two sweeps at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from accounts.enums import OrganisationKind, Role
from accounts.models import AuditEntry, User
from notifications.actions.chasing import send_prompts
from notifications.actions.outbox import drain
from notifications.models import OutboxMessage
from tests.factories.accounts import unit
from tests.factories.cases import NOW
from tests.factories.victims import ReferralRequestFactory
from tests.notifications.mail_sink import MailSink
from tests.notifications.running import at_once
from victims.actions.chase_settings import change_chase_setting
from victims.actions.referral_requests import withdraw_request
from victims.models import ReferralRequest, RequestPrompt
from victims.queries.chasing import chase_settings
from victims.rules.chase import ChaseDays

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]


def test_two_hundred_cases_found_in_a_morning_are_one_message_for_each_officer(person: People) -> None:
    officers = {person(Role.WCO), person(Role.WCO)}
    ReferralRequestFactory.create_batch(30)

    assert send_prompts(NOW).done == 30

    messages = OutboxMessage.objects.filter(cause="prompt")
    assert {message.recipient for message in messages} == officers
    assert [message.requests.count() for message in messages] == [30, 30]
    assert AuditEntry.objects.filter(verb="request.prompted").count() == 30


def test_the_message_names_nobody_and_no_offence(person: People) -> None:
    person(Role.WCO)
    request: ReferralRequest = ReferralRequestFactory()

    send_prompts(NOW)

    message = OutboxMessage.objects.get()
    said = message.subject + message.body
    assert request.reference in said
    assert "reply by Friday 4 December 2026" in said
    names = [request.concerning, request.case.offender.last_name, request.offences.get().title]
    assert [word for word in names if word in said] == []


def test_a_message_overtaken_by_the_answer_is_not_sent(person: People, sink: MailSink) -> None:
    person(Role.WCO)
    request = ReferralRequestFactory()
    send_prompts(NOW)

    withdraw_request(request=request, note="Known already", by=person(Role.VAO))
    drain()

    assert OutboxMessage.objects.get().state == "dropped"
    assert len(sink.messages) == 0


def test_a_message_to_an_inbox_goes_there_with_its_link(person: People, sink: MailSink) -> None:
    office = unit(OrganisationKind.WCU)
    change_chase_setting(
        organisation=office,
        days=ChaseDays(10, 5, 10),
        supervisor_inbox="care@kent.example",
        head_inbox="",
        by=person(Role.ADMIN),
    )
    ReferralRequestFactory()

    send_prompts(NOW)
    drain()

    message = OutboxMessage.objects.get(cause="list")
    assert (message.address, message.state) == ("care@kent.example", "sent")
    assert re.search(r"/answer/[\w:.-]+/", message.body)


def test_an_office_with_days_of_its_own_is_prompted_on_them(person: People) -> None:
    office = unit(OrganisationKind.WCU)
    change_chase_setting(
        organisation=office, days=ChaseDays(4, 2, 4), supervisor_inbox="", head_inbox="", by=person(Role.ADMIN)
    )

    known = chase_settings()

    assert known.of(office.pk, NOW.date()).days == ChaseDays(4, 2, 4)
    assert known.of(unit(OrganisationKind.WCU, force="Sussex").pk, NOW.date()).days == ChaseDays(10, 5, 10)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_ask_once(person: People) -> None:
    person(Role.WCO)
    ReferralRequestFactory.create_batch(6)

    done = [sweep.done for sweep in at_once(lambda: send_prompts(NOW))]

    assert sum(done) == RequestPrompt.objects.count() == 6
    assert OutboxMessage.objects.filter(cause="prompt").count() == 1
