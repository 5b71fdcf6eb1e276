"""Who lost a case after being told of it is told no more: then somebody else is, of the same step, the same day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core import mail

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from notifications.actions.outbox import drain
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from tests.factories.accounts import unit
from victims.actions.access_grants import end_access, grant_access
from victims.actions.both_sides import restrict_record
from victims.actions.returning import return_to_queue
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def sam(person: Callable[..., User]) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


def leaves(jo: User, sam: User) -> None:
    User.objects.filter(pk=jo.pk).update(is_active=False)


def moves_to_another_unit(jo: User, sam: User) -> None:
    elsewhere = unit(OrganisationKind.VLU, "N50")
    User.objects.filter(pk=jo.pk).update(organisation=elsewhere)


def refers_victims_now(jo: User, sam: User) -> None:
    User.objects.filter(pk=jo.pk).update(role=Role.WCO, organisation=unit(OrganisationKind.WCU))


def is_shut_out(jo: User, sam: User) -> None:
    restrict_record(enrolment=Enrolment.objects.get(), reason="A colleague", by=sam)


def is_let_in_no_longer(jo: User, sam: User) -> None:
    is_shut_out(jo, sam)
    enrolment = Enrolment.objects.get()
    grant_access(enrolment=enrolment, person=jo, reason="To work it", by=sam)
    raise_reminders(MONDAY)
    assert not Reminder.objects.exclude(reader=jo).exists(), "who may open it again knows of it already"
    end_access(enrolment=enrolment, person=jo, by=sam)


@pytest.mark.parametrize(
    "loses_the_case", [leaves, moves_to_another_unit, refers_victims_now, is_shut_out, is_let_in_no_longer]
)
def test_the_managers_are_told(
    jo: User, sam: User, enrolled: Enrolled, loses_the_case: Callable[[User, User], None]
) -> None:
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert list(Reminder.objects.values_list("reader", flat=True)) == [jo.pk]
    loses_the_case(jo, sam)
    return_to_queue()
    raise_reminders(MONDAY)
    assert list(Reminder.objects.exclude(reader=jo).values_list("reader", "rule")) == [(sam.pk, "due_soon")]


def test_nobody_is_told_a_second_time_while_the_officer_still_has_it(jo: User, sam: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    raise_reminders(MONDAY)
    is_shut_out(jo, sam)
    enrolment.refresh_from_db()
    grant_access(enrolment=enrolment, person=jo, reason="To work it", by=sam)
    raise_reminders(MONDAY)
    assert Reminder.objects.count() == 1


def test_what_may_have_left_does_not_go_to_them_a_second_time(
    jo: User, sam: User, waiting: Callable[..., OutboxMessage]
) -> None:
    waiting(region_id="N57", state="uncertain", doubts=1, worded_at=clock.now())
    moves_to_another_unit(jo, sam)
    with clock.frozen_at(datetime(2026, 11, 23, 8, tzinfo=clock.LONDON)):
        drain()
    assert (mail.outbox, OutboxMessage.objects.get().state) == ([], "dropped")
