"""A clock of a restricted case is never forgotten, and its reminder names nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from notifications.actions.digests import write_digests
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from notifications.queries.words import sentence_of, words_of
from tests.factories.victims import VictimFactory
from victims.actions.access_grants import grant_access
from victims.actions.both_sides import restrict_record
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY_BEFORE, DUE = date(2026, 11, 23), date(2026, 11, 26)


@pytest.fixture
def sam(person: Callable[..., User]) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


@pytest.fixture
def enrolment(jo: User, enrolled: Callable[..., Enrolment]) -> Enrolment:
    return enrolled(officer=jo, victim=VictimFactory(first_names="Maria", last_name="Fenn"))


def test_while_the_officer_is_shut_out_the_manager_is_reminded_without_a_name(
    enrolment: Enrolment, sam: User, signed_in: Callable[..., Client]
) -> None:
    restrict_record(enrolment=enrolment, reason="A colleague", by=sam)
    assert raise_reminders(MONDAY_BEFORE).done == 1
    reminder = Reminder.objects.get()
    assert reminder.reader == sam
    assert sentence_of(reminder) == (
        f"Restricted case: first contact is due on Thursday 26 November 2026 ({enrolment.reference})."
    )
    write_digests(datetime(2026, 11, 23, 8, tzinfo=clock.LONDON))
    mail = words_of(OutboxMessage.objects.get())
    assert mail
    assert "Maria" not in mail.subject + mail.body
    assert enrolment.case.reference not in mail.body.replace(enrolment.reference, "")
    page = signed_in(sam).get("/reminders/").content.decode()
    assert sentence_of(reminder) in page
    assert 'href="/restricted/"' in page


def test_once_the_officer_is_let_in_they_are_reminded(enrolment: Enrolment, jo: User, sam: User) -> None:
    restrict_record(enrolment=enrolment, reason="A colleague", by=sam)
    enrolment.refresh_from_db()
    grant_access(enrolment=enrolment, person=jo, reason="To work it", by=sam)
    raise_reminders(MONDAY_BEFORE)
    assert Reminder.objects.get().reader == jo
    assert "Maria" not in sentence_of(Reminder.objects.get())


def test_a_reminder_that_named_somebody_is_hidden_once_the_case_is_restricted(
    enrolment: Enrolment, jo: User, sam: User, signed_in: Callable[..., Client]
) -> None:
    raise_reminders(MONDAY_BEFORE)
    browser = signed_in(jo)
    assert "Maria F." in browser.get("/reminders/").content.decode()
    restrict_record(enrolment=enrolment, reason="A colleague", by=sam)
    assert "Maria" not in browser.get("/reminders/").content.decode()
