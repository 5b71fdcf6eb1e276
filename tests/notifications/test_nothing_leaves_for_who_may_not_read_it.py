"""Between the moment a reminder is raised and the moment it leaves, its reader may lose the case: nothing leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.actions.digests import write_digests
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage
from notifications.queries.words import words_of
from victims.actions.both_sides import restrict_record
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY = date(2026, 11, 23)


@pytest.fixture(params=["of the morning", "at once"])
def message(request: pytest.FixtureRequest, jo: User, enrolled: Callable[..., Enrolment]) -> OutboxMessage:
    enrolment = enrolled(officer=jo)
    if request.param == "at once":
        Enrolment.objects.filter(pk=enrolment.pk).update(urgent_from=MONDAY, urgent_reason="released")
    raise_reminders(MONDAY)
    write_digests(datetime(2026, 11, 23, 8, tzinfo=clock.LONDON))
    written = OutboxMessage.objects.get()
    mail = words_of(written)
    assert mail
    assert enrolment.reference in mail.subject + mail.body, "there is something that could be told"
    return written


def now(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.get(pk=message.pk)


def test_to_somebody_who_moved_to_another_unit(message: OutboxMessage, jo: User, person: Callable[..., User]) -> None:
    User.objects.filter(pk=jo.pk).update(organisation=person(Role.VLO, region="N50").organisation)
    assert words_of(now(message)) is None


def test_to_somebody_who_no_longer_works_cases(message: OutboxMessage, jo: User, person: Callable[..., User]) -> None:
    wco = person(Role.WCO)
    User.objects.filter(pk=jo.pk).update(role=Role.WCO, organisation=wco.organisation)
    assert words_of(now(message)) is None


def test_to_somebody_shut_out_of_the_case(message: OutboxMessage, jo: User, person: Callable[..., User]) -> None:
    restrict_record(enrolment=Enrolment.objects.get(), reason="A colleague", by=person(Role.MANAGER))
    assert words_of(now(message)) is None
