"""A unit hears that a case is offered to it, and of the answer: once, by reference, and never nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.enums import Role
from accounts.models import Region, User
from notifications.actions.offers import tell_of_offers
from notifications.actions.outbox import drain
from notifications.models import OutboxMessage, Reminder
from tests.notifications.running import at_once
from victims.actions.transfers import accept_transfer, decline_transfer, offer_transfer, withdraw_transfer
from victims.enums import TransferReason
from victims.models import Enrolment, TransferOffer
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]


@pytest.fixture
def here(person: People) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def there(person: People) -> User:
    return person(Role.MANAGER, region="N59")


@pytest.fixture
def enrolment(enrolled: Callable[..., Enrolment], jo: User) -> Enrolment:
    return enrolled(officer=jo)


@pytest.fixture
def offer(enrolment: Enrolment, here: User) -> TransferOffer:
    south_central = Region.objects.get(code="N59")
    return offer_transfer(enrolment=enrolment, to_region=south_central, reason=TransferReason.MOVE_IN, by=here)


def tell() -> int:
    sweep = tell_of_offers(clock.today())
    assert not sweep.failed
    return sweep.done


def list_of(reader: User) -> list[str]:
    return [reminder.sentence for reminder in Reminder.objects.visible_to(reader)]


def test_the_managers_of_the_unit_asked_are_told_by_when_to_answer(
    offer: TransferOffer, here: User, there: User, person: People
) -> None:
    person(Role.MANAGER, region="N54")
    assert tell() == 1

    said = f"Kent, Surrey and Sussex offers {offer.reference} to your unit. Please answer by Friday 27 November 2026."
    assert (list_of(there), list_of(here)) == ([said], [])
    assert [message.recipient for message in OutboxMessage.objects.all()] == [there]


def test_neither_the_list_nor_the_message_names_anybody(offer: TransferOffer, there: User) -> None:
    tell()
    drain()
    text = f"{mail.outbox[0].subject} {mail.outbox[0].body} {list_of(there)}"

    assert offer.reference in text
    victim, offender = offer.enrolment.victim, offer.enrolment.case.offender
    for name in (victim.first_names, victim.last_name, offender.first_names, offender.last_name):
        assert name not in text


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_and_one_after_tell_once(offer: TransferOffer, there: User) -> None:
    assert sorted(at_once(tell)) == [0, 1]
    assert tell() == 0
    assert OutboxMessage.objects.count() == 1


def test_the_unit_that_offered_is_told_of_each_answer_and_still_reads_it_when_the_case_is_gone(
    offer: TransferOffer, here: User, there: User
) -> None:
    tell()
    accept_transfer(offer=offer, by=there)

    assert (tell(), tell()) == (1, 0)
    assert list_of(here) == [f"South Central has accepted {offer.reference}, and owns it now."]
    assert [reminder.now for reminder in Reminder.objects.visible_to(there)] == ["Answered"]


def test_a_refusal_says_that_the_case_stays_and_a_withdrawal_is_told_to_the_unit_asked(
    offer: TransferOffer, here: User, there: User, enrolment: Enrolment
) -> None:
    decline_transfer(offer=offer, note="No officer is free", by=there)
    tell()
    assert "Your unit still owns it" in list_of(here)[0]

    again = offer_transfer(enrolment=enrolment, to_region=offer.to_region, reason=TransferReason.MOVE_IN, by=here)
    tell()
    withdraw_transfer(offer=again, by=here)
    tell()
    assert "has withdrawn the offer" in list_of(there)[0]


def test_word_of_an_answer_is_late_on_no_day(offer: TransferOffer, there: User) -> None:
    tell()
    asked = Reminder.objects.get(rule="offer_made")
    assert asked.is_late_on(asked.target_date + timedelta(days=1))
    accept_transfer(offer=offer, by=there)
    tell()
    answered = Reminder.objects.get(rule="offer_answered")
    assert not answered.is_late_on(answered.target_date + timedelta(days=1))


def test_a_message_about_an_offer_answered_meanwhile_does_not_leave(
    offer: TransferOffer, here: User, there: User
) -> None:
    tell()
    withdraw_transfer(offer=offer, by=here)
    drain()

    assert mail.outbox == []
    assert OutboxMessage.objects.get().state == "dropped"


def test_both_units_are_told_on_the_working_day_after_the_last_day_for_an_answer(
    offer: TransferOffer, here: User, there: User
) -> None:
    tell()
    with clock.frozen_at(clock.now() + timedelta(days=7)):
        assert tell() == 0, "Friday 27 November is still in time"
    with clock.frozen_at(clock.now() + timedelta(days=10)):
        assert (tell(), tell()) == (2, 0)
    assert "has not" in list_of(here)[0]
    assert "Kent, Surrey and Sussex owns it until they accept" in list_of(there)[0]


def test_where_the_unit_asked_has_no_manager_the_other_is_asked_to_telephone_and_administrators_are_written_to(
    offer: TransferOffer, here: User, person: People, signed_in: Callable[..., Client]
) -> None:
    administrator = person(Role.ADMIN)
    tell()

    said = f"Nobody in South Central can be told that {offer.reference} is offered to them. Telephone that unit."
    assert list_of(here) == [said]
    assert {message.recipient for message in OutboxMessage.objects.all()} == {here, administrator}
    assert "No manager there: telephone" in signed_in(here).get("/transfers/").content.decode()


def test_with_nobody_at_all_the_run_fails_and_the_offer_is_told_of_later(
    offer: TransferOffer, here: User, person: People
) -> None:
    User.objects.filter(pk=here.pk).update(is_active=False)
    assert tell_of_offers(clock.today()).failed == [offer.pk]

    person(Role.MANAGER, region="N59")
    assert tell() == 1
