"""A case offered to another unit: who owns it, who sees it, and what each answer does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
from django.conf import settings

from accounts.enums import Role
from accounts.models import Region, User
from notifications.actions.reminders import raise_reminders
from notifications.models import Reminder
from victims.actions.allocation import allocate
from victims.actions.transfers import (
    CannotAnswerOffer,
    CannotOffer,
    accept_transfer,
    decline_transfer,
    offer_transfer,
    withdraw_transfer,
)
from victims.enums import TransferReason
from victims.models import Enrolment, TransferOffer
from victims.queries.allocation import allocation_queue
from vlu.lib import clock
from vlu.lib.errors import DomainError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Working = Callable[..., Enrolment]
People = Callable[..., User]


@pytest.fixture
def officer(person: People) -> User:
    return person(Role.VLO)


@pytest.fixture
def here(person: People) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def there(person: People) -> User:
    return person(Role.MANAGER, region="N59")


def offered(enrolment: Enrolment, by: User, to: str = "N59") -> TransferOffer:
    return offer_transfer(
        enrolment=enrolment, to_region=Region.objects.get(code=to), reason=TransferReason.MOVE_IN, by=by
    )


def seen_by(user: User) -> list[Enrolment]:
    return list(Enrolment.objects.visible_to(user))


def test_while_it_is_open_both_units_see_it_and_the_owner_works_it(
    working: Working, officer: User, here: User, there: User, person: People
) -> None:
    enrolment = working(officer)

    offered(enrolment, here)

    enrolment.refresh_from_db()
    assert (enrolment.region_id, enrolment.officer) == ("N57", officer)
    assert seen_by(here) == seen_by(there) == [enrolment]
    assert seen_by(person(Role.MANAGER, region="N54")) == []


def test_accepting_moves_ownership_ends_the_allocation_and_queues_it(
    working: Working, officer: User, here: User, there: User
) -> None:
    enrolment = working(officer)

    accept_transfer(offer=offered(enrolment, here), by=there)

    enrolment.refresh_from_db()
    assert (enrolment.region_id, enrolment.officer) == ("N59", None)
    assert not enrolment.allocations.filter(until__isnull=True).exists()
    assert list(allocation_queue(there, clock.today())) == [enrolment]
    assert seen_by(here) == seen_by(officer) == []


def test_declining_leaves_it_where_it_is_and_the_unit_asked_sees_it_no_more(
    working: Working, officer: User, here: User, there: User
) -> None:
    enrolment = working(officer)
    offer = offered(enrolment, here)

    decline_transfer(offer=offer, note="No officer is free", by=there)

    enrolment.refresh_from_db()
    assert (enrolment.region_id, enrolment.officer) == ("N57", officer)
    assert (seen_by(here), seen_by(there)) == ([enrolment], [])
    assert TransferOffer.objects.visible_to(here).get().answer_note == "No officer is free"
    assert not TransferOffer.objects.visible_to(there).exists()


def test_withdrawing_takes_it_out_of_their_sight(working: Working, officer: User, here: User, there: User) -> None:
    offer = offered(working(officer), here)
    assert seen_by(there) != []

    withdraw_transfer(offer=offer, by=here)

    assert seen_by(there) == []


def test_a_second_answer_finds_it_answered(working: Working, officer: User, here: User, there: User) -> None:
    offer = offered(working(officer), here)
    withdraw_transfer(offer=offer, by=here)

    with pytest.raises(CannotAnswerOffer, match="withdrawn meanwhile"):
        accept_transfer(offer=offer, by=there)
    assert Enrolment.objects.get().region_id == "N57"


def test_only_the_unit_asked_accepts_and_only_with_a_reason_declines(
    working: Working, officer: User, here: User, there: User, person: People
) -> None:
    offer = offered(working(officer), here)

    for stranger in (here, person(Role.MANAGER, region="N54")):
        with pytest.raises(CannotAnswerOffer, match="not your unit"):
            accept_transfer(offer=offer, by=stranger)
    with pytest.raises(CannotAnswerOffer, match="Say why"):
        decline_transfer(offer=offer, note=" ", by=there)
    with pytest.raises(CannotAnswerOffer, match="not your unit"):
        withdraw_transfer(offer=offer, by=there)


def test_what_cannot_be_offered_says_why(working: Working, officer: User, here: User, there: User) -> None:
    enrolment = working(officer)
    with pytest.raises(CannotOffer, match="does not belong to your unit"):
        offered(enrolment, there)
    with pytest.raises(CannotOffer, match="Choose another region"):
        offered(enrolment, here, to="N57")
    offered(enrolment, here)
    with pytest.raises(CannotOffer, match="already offered"):
        offered(enrolment, here, to="N54")


def test_the_managers_who_took_it_over_are_reminded_of_what_the_others_were_told(
    working: Working, officer: User, here: User, there: User, friday: datetime
) -> None:
    enrolment = working(officer)
    late = friday + timedelta(days=40)
    with clock.frozen_at(late):
        raise_reminders(late.date())
        told = set(Reminder.objects.values_list("reader", flat=True))
        assert here.pk in told
        assert there.pk not in told

        accept_transfer(offer=offered(enrolment, here), by=there)
        raise_reminders(late.date())

        assert Reminder.objects.visible_to(there).exists()
        assert not Reminder.objects.visible_to(here).exists()
        again = raise_reminders(late.date())
        assert again.done == 0, "once is enough"


UNITS = ("N54", "N57", "N59")


def steps(random: Random, enrolment: Enrolment, managers: dict[str, User], officers: dict[str, User]) -> Iterator[str]:
    """Any manager tries anything at any time; what is refused changes nothing."""
    for _ in range(40):
        by, what = managers[random.choice(UNITS)], random.choice(("offer", "accept", "decline", "withdraw", "allocate"))
        enrolment.refresh_from_db()
        offer = TransferOffer.objects.filter(enrolment=enrolment).order_by("id").last()
        try:
            if what == "offer":
                offered(enrolment, by, to=random.choice(UNITS))
            elif what == "allocate":
                allocate(enrolment=enrolment, officer=officers[enrolment.region_id], by=by)
            elif offer and what == "accept":
                accept_transfer(offer=offer, by=by)
            elif offer and what == "decline":
                decline_transfer(offer=offer, note="No", by=by)
            elif offer:
                withdraw_transfer(offer=offer, by=by)
        except DomainError:
            yield f"{what} refused"
        else:
            yield what


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_tried_in_whatever_order_it_has_one_owner_and_is_seen_by_no_third_unit(
    seed: int, working: Working, officer: User, person: People
) -> None:
    enrolment = working(officer)
    managers = {code: person(Role.MANAGER, region=code) for code in UNITS}
    officers = {code: person(Role.VLO, region=code) for code in UNITS}
    taken = []
    for what in steps(Random(seed), enrolment, managers, officers):
        taken.append(what)
        now = Enrolment.objects.select_related("officer__organisation").get(pk=enrolment.pk)
        waiting = TransferOffer.objects.filter(enrolment=now, answer="")
        seeing = {code for code, manager in managers.items() if seen_by(manager)}
        assert now.region_id in UNITS
        assert seeing == {now.region_id, *(offer.to_region_id for offer in waiting)}
        assert waiting.count() <= 1
        assert all(offer.from_region_id == now.region_id for offer in waiting)
        assert now.officer is None or now.officer.region_code == now.region_id
        assert now.allocations.filter(until__isnull=True).count() == (now.officer is not None)
    assert {"offer", "accept"} <= set(taken), "the walk went somewhere"


def test_the_reasons_are_those_of_the_reference_data() -> None:
    rows = (settings.BASE_DIR / "data" / "reference" / "reason_codes.csv").read_text().splitlines()
    known = {tuple(row.split(",")[1:3]) for row in rows if row.startswith("transfer,")}

    assert set(TransferReason.choices) == known
