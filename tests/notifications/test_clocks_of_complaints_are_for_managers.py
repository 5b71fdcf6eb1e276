"""That somebody complained, perhaps of the officer, shows on no page of the officer's: not by a guessed number, and
not to a manager of yesterday."""

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
from notifications.queries.words import words_of
from victims.actions.complaints import record_complaint
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]


@pytest.fixture
def sam(person: Callable[..., User]) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


@pytest.fixture
def complained(jo: User, sam: User, enrolled: Callable[..., Enrolment]) -> Deadline:
    enrolment = enrolled(officer=jo)
    record_complaint(enrolment=enrolment, received_on=date(2026, 11, 16), summary="About Jo Reed", by=sam)
    found: Deadline = Deadline.objects.get(kind="complaint_ack")
    return found


@pytest.mark.parametrize("page", ["later", "in-hand"])
def test_its_clock_has_no_page_for_the_officer(
    signed_in: SignedIn, jo: User, sam: User, complained: Deadline, page: str
) -> None:
    address = f"/victims/{complained.enrolment.reference}/dates/{complained.pk}/{page}/"
    answer = signed_in(jo).get(address)
    assert answer.status_code == 404
    assert "omplaint" not in answer.content.decode()
    if page == "in-hand":
        assert signed_in(sam).get(address).status_code == 200, "there was something to leak"


def test_a_manager_who_is_an_officer_now_reads_nothing_of_it(
    signed_in: SignedIn, sam: User, complained: Deadline
) -> None:
    with clock.frozen_at(datetime(2026, 12, 11, 10, tzinfo=clock.LONDON)):
        raise_reminders(clock.today())
        assert Reminder.objects.filter(reader=sam, deadline=complained).exists()
        assert "complaint" in signed_in(sam).get("/reminders/").content.decode()
        User.objects.filter(pk=sam.pk).update(role=Role.VLO)
        sam.refresh_from_db()
        assert "complaint" not in signed_in(sam).get("/reminders/").content.decode()


def test_the_message_of_the_morning_does_not_say_what_it_is(sam: User, complained: Deadline) -> None:
    """Those who settle messages read it when it does not arrive, and a telephone shows it to whoever sits by."""
    late = datetime(2026, 12, 11, 10, tzinfo=clock.LONDON)
    raise_reminders(late.date())
    write_digests(late)
    mail = words_of(OutboxMessage.objects.get(recipient=sam))
    assert mail
    assert f"{complained.enrolment.reference}: an answer that managers owe" in mail.body
    assert "omplain" not in mail.subject + mail.body
