"""Who can be let in, by whom, and when it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry, Region, User
from tests.factories.victims import EnrolmentFactory
from victims.actions.access_grants import CannotBeLetIn, end_access, grant_access
from victims.actions.allocation import allocate
from victims.actions.both_sides import (
    AlreadyRestricted,
    NotYoursToClear,
    lift_restriction,
    look_for,
    restrict_record,
)
from victims.actions.returning import return_to_queue
from victims.actions.transfers import accept_transfer, offer_transfer
from victims.enums import TransferReason
from victims.models import AccessGrant, BothSides, Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Restrict = Callable[[Enrolment], Enrolment]
People = Callable[..., User]


def opens(person: User, enrolment: Enrolment) -> bool:
    return Enrolment.objects.visible_to(person).filter(pk=enrolment.pk).exists()


def test_restricting_shuts_out_the_officer_and_the_manager_at_once(
    enrolment: Enrolment, officer: User, manager: User, restrict: Restrict
) -> None:
    assert opens(officer, enrolment)
    restrict(enrolment)
    assert not opens(officer, enrolment)
    assert not opens(manager, enrolment)


def test_every_enrolment_of_the_victim_is_restricted_in_every_region(
    enrolment: Enrolment, person: People, restrict: Restrict
) -> None:
    elsewhere = EnrolmentFactory(victim=enrolment.victim, region_id="N59")
    there = person(Role.VLO, region="N59")
    assert opens(there, elsewhere)
    restrict(enrolment)
    assert not opens(there, elsewhere)


def test_the_officer_it_is_allocated_to_is_let_in_and_the_one_before_is_not_any_more(
    enrolment: Enrolment, officer: User, manager: User, person: People, restrict: Restrict
) -> None:
    restrict(enrolment)
    second, third = person(), person()
    allocate(enrolment=enrolment, officer=second, by=manager)
    assert opens(second, enrolment)
    allocate(enrolment=enrolment, officer=third, by=manager)
    assert (opens(second, enrolment), opens(third, enrolment)) == (False, True)


def test_nobody_lets_themselves_in(enrolment: Enrolment, manager: User, person: People, restrict: Restrict) -> None:
    restrict(enrolment)
    with pytest.raises(CannotBeLetIn, match="Ask another manager"):
        grant_access(enrolment=enrolment, person=manager, reason="I must know", by=manager)
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize("facts", [{"role": Role.ADMIN}, {"role": Role.WCO}, {"region": "N59"}, {"is_active": False}])
def test_only_an_active_member_of_the_unit_can_be_let_in(
    enrolment: Enrolment, manager: User, person: People, restrict: Restrict, facts: dict[str, object]
) -> None:
    restrict(enrolment)
    with pytest.raises(CannotBeLetIn, match="not an active member"):
        grant_access(enrolment=enrolment, person=person(**facts), reason="Cover", by=manager)


def test_a_grant_gives_nothing_to_somebody_who_has_moved_to_another_region(
    enrolment: Enrolment, officer: User, manager: User, person: People, restrict: Restrict
) -> None:
    restrict(enrolment)
    grant_access(enrolment=enrolment, person=officer, reason="To work it", by=manager)
    officer.organisation = person(region="N59").organisation
    officer.save()
    assert not opens(User.objects.get(pk=officer.pk), enrolment)


def test_a_case_that_returns_to_the_queue_takes_the_grant_with_it(
    enrolment: Enrolment, officer: User, manager: User, restrict: Restrict
) -> None:
    restrict(enrolment)
    grant_access(enrolment=enrolment, person=officer, reason="To work it", by=manager)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert return_to_queue().done == 1
    assert not AccessGrant.objects.open().exists()


def test_lifting_opens_every_enrolment_again_and_ends_the_grants(
    enrolment: Enrolment, officer: User, manager: User, person: People, restrict: Restrict
) -> None:
    restrict(enrolment)
    grant_access(enrolment=enrolment, person=person(), reason="Cover", by=manager)
    lift_restriction(enrolment=enrolment, reason="It was somebody else", by=manager)
    assert opens(officer, enrolment)
    assert opens(manager, enrolment)
    assert not AccessGrant.objects.open().exists()


def test_lifting_opens_nothing_of_another_region(
    enrolment: Enrolment, officer: User, manager: User, person: People, restrict: Restrict
) -> None:
    theirs = EnrolmentFactory(victim=enrolment.victim, case__region_id="N59")
    their_officer, their_manager = person(region="N59"), person(Role.MANAGER, region="N59")
    assert opens(their_officer, theirs), "there is something to hide"
    restrict(enrolment)
    with pytest.raises(NotYoursToClear):
        lift_restriction(enrolment=theirs, reason="It was somebody else", by=manager)
    lift_restriction(enrolment=enrolment, reason="It was somebody else", by=manager)

    assert opens(officer, enrolment)
    assert not opens(their_officer, theirs)
    assert BothSides.objects.standing().exists()

    look_for(victims=[enrolment.victim_id])
    assert opens(officer, enrolment), "what this region decided stands"
    lift_restriction(enrolment=theirs, reason="Nor here", by=their_manager)
    assert opens(their_officer, theirs)
    assert not BothSides.objects.standing().exists()


def test_a_region_restricts_again_what_it_cleared(
    enrolment: Enrolment, officer: User, manager: User, restrict: Restrict
) -> None:
    EnrolmentFactory(victim=enrolment.victim, case__region_id="N59")
    restrict(enrolment)
    lift_restriction(enrolment=enrolment, reason="It was somebody else", by=manager)
    restrict(enrolment)
    assert not opens(officer, enrolment)
    with pytest.raises(AlreadyRestricted):
        restrict(enrolment)


def test_a_case_handed_to_a_region_that_has_not_cleared_it_is_closed_there(
    enrolment: Enrolment, manager: User, person: People, restrict: Restrict
) -> None:
    EnrolmentFactory(victim=enrolment.victim, case__region_id="N59")
    restrict(enrolment)
    lift_restriction(enrolment=enrolment, reason="It was somebody else", by=manager)
    south = Region.objects.get(code="N59")
    offer = offer_transfer(enrolment=enrolment, to_region=south, reason=TransferReason.MOVE_IN, by=manager)
    accept_transfer(offer=offer, by=person(Role.MANAGER, region="N59"))
    enrolment.refresh_from_db()
    assert (enrolment.region_id, enrolment.restricted) == ("N59", True)


def test_granting_and_ending_are_written_down_without_the_reason_or_a_name(
    enrolment: Enrolment, officer: User, manager: User, restrict: Restrict
) -> None:
    restrict(enrolment)
    grant_access(enrolment=enrolment, person=officer, reason="Knows Zephyrine", by=manager)
    end_access(enrolment=enrolment, person=officer, by=manager)
    entries = AuditEntry.objects.filter(subject_ref=enrolment.reference).order_by("pk")
    verbs = [entry.verb for entry in entries]
    assert verbs[-3:] == ["enrolment.restricted", "enrolment.access_granted", "enrolment.access_ended"]
    assert "Zephyrine" not in str([entry.facts for entry in AuditEntry.objects.all()])


def test_on_the_page_a_manager_lets_somebody_in_and_allocates_at_once(
    enrolled: Callable[..., Enrolment], officer: User, manager: User, signed_in: Callable[..., Client]
) -> None:
    enrolment = enrolled()
    restrict_record(enrolment=enrolment, reason="Known to a colleague", by=manager)
    browser, address = signed_in(manager), f"/restricted/{enrolment.reference}/"
    answer = browser.post(address, {"person": officer.pk, "reason": "New here", "allocate": "on"}, follow=True)
    assert "Jo Reed may open" in answer.content.decode()
    assert opens(officer, enrolment)
    assert list(Enrolment.objects.worked_by(officer)) == [enrolment]
    answer = browser.post(f"{address}people/{officer.reference}/end/", follow=True)
    assert "Nobody. Until you let somebody in" in answer.content.decode()
    assert not opens(officer, enrolment)


def test_the_list_asks_the_same_for_one_case_and_for_three(
    enrolled: Callable[..., Enrolment],
    manager: User,
    signed_in: Callable[..., Client],
    restrict: Restrict,
    django_assert_num_queries: Callable[..., object],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    browser = signed_in(manager)
    restrict(enrolled())
    browser.get("/restricted/")
    with django_assert_max_num_queries(12) as first:  # type: ignore[attr-defined]
        browser.get("/restricted/")
    restrict(enrolled())
    restrict(enrolled())
    with django_assert_num_queries(len(first)):  # type: ignore[attr-defined]
        browser.get("/restricted/")
