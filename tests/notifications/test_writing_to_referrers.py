"""A referrer is written to once about each decision, with the reference alone; only reading it counts as told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.enums import Role
from accounts.models import User
from notifications.actions.outbox import drain
from notifications.actions.outcomes import write_outcomes
from notifications.models import OutboxMessage
from tests.factories.victims import EnrolmentFactory
from victims.actions.discretion import decide_discretion, read_outcome
from victims.models import DiscretionaryDecision, Enrolment, Referral
from victims.queries.decisions_waiting import outcomes_to_tell
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]


@pytest.fixture
def wco(person: People) -> User:
    return person(Role.WCO)


@pytest.fixture
def sam(person: People) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def referral(wco: User) -> Referral:
    return Referral.objects.create(
        reference="REF-7Q",
        submitted_by=wco,
        organisation=wco.organisation,
        received_at=clock.now(),
        received_on=date(2026, 11, 12),
        content={"offender": {"last_name": "Ambler"}, "victim": {"last_name": "Fenn"}},
    )


@pytest.fixture
def refused(referral: Referral, sam: User) -> DiscretionaryDecision:
    return refuse(EnrolmentFactory(verdict="NOT_ELIGIBLE", referral=referral), sam)


def refuse(enrolment: Enrolment, by: User) -> DiscretionaryDecision:
    return decide_discretion(enrolment=enrolment, granted=False, reason="The lodger is his cousin", by=by)


def test_the_message_holds_the_reference_and_leads_to_the_referral(refused: DiscretionaryDecision, wco: User) -> None:
    assert write_outcomes().done == 1
    message = OutboxMessage.objects.get()
    text = message.subject + message.body

    assert (message.recipient, message.cause) == (wco, "outcome")
    assert "REF-7Q" in message.subject
    assert "/referrals/REF-7Q/" in message.body
    victim, offender = refused.enrolment.victim, refused.enrolment.case.offender
    for secret in (victim.last_name, offender.last_name, "cousin", "not offered", refused.enrolment.reference):
        assert secret not in text


def test_each_decision_is_written_about_once(refused: DiscretionaryDecision) -> None:
    assert [write_outcomes().done, write_outcomes().done] == [1, 0]


def test_a_message_that_was_sent_is_not_an_outcome_that_was_told(refused: DiscretionaryDecision, sam: User) -> None:
    write_outcomes()
    drain()

    assert len(mail.outbox) == 1
    refused.refresh_from_db()
    assert refused.told_on is None
    assert list(outcomes_to_tell(sam)) == [refused]


def test_one_read_before_it_is_sent_does_not_go(refused: DiscretionaryDecision, referral: Referral, wco: User) -> None:
    write_outcomes()
    read_outcome(referral=referral, seen=[refused.pk], by=wco)
    drain()

    assert mail.outbox == []
    assert OutboxMessage.objects.get().state == "dropped"


def test_a_decision_that_was_replaced_is_not_sent_and_the_later_one_is(
    refused: DiscretionaryDecision, sam: User
) -> None:
    write_outcomes()
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        refuse(refused.enrolment, sam)
        write_outcomes()
        drain()

    assert sorted(OutboxMessage.objects.values_list("state", flat=True)) == ["dropped", "sent"]


def test_when_who_referred_has_left_those_of_the_office_are_written_to(
    refused: DiscretionaryDecision, wco: User, person: People
) -> None:
    supervisor, _elsewhere = person(Role.WCU_SUPERVISOR), person(Role.WCO, force="Thames Valley")
    User.objects.filter(pk=wco.pk).update(is_active=False)
    write_outcomes()

    assert [one.recipient for one in OutboxMessage.objects.all()] == [supervisor]


def test_nobody_is_written_to_about_somebody_whom_nobody_referred(sam: User) -> None:
    refuse(EnrolmentFactory(verdict="NOT_ELIGIBLE"), sam)

    assert write_outcomes().done == 0
