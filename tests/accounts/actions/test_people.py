"""Adding, changing, deactivating and reactivating people: who fits where, and what the trail says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.actions.people import (
    EmailTaken,
    Invitation,
    NotToYourself,
    RoleDoesNotFit,
    change_own_password,
    change_person,
    deactivate_person,
    give_new_password,
    invite_person,
    reactivate_person,
)
from accounts.audit import sentence_for
from accounts.enums import OrganisationKind, Role
from accounts.models import AuditEntry, User
from accounts.roles import ORGANISATION_OF
from tests.factories.accounts import unit

Person = Callable[..., User]


@pytest.fixture
def admin(person: Person) -> User:
    return person(Role.ADMIN, name="Ada Min")


def invite(by: User | None, **facts: Any) -> Invitation:
    usual = {
        "email": "Kim.Low@Example.org",
        "name": "Kim Low",
        "role": Role.VLO,
        "organisation": unit(OrganisationKind.VLU),
        "phone": "01632 960123",
    }
    return invite_person(**{**usual, **facts}, by=by)


def trail() -> list[str]:
    return [f"{entry.actor_label} {sentence_for(entry)}" for entry in AuditEntry.objects.order_by("pk")]


def test_somebody_new_signs_in_once_with_a_password_that_is_kept_nowhere(admin: User) -> None:
    invitation = invite(admin)

    person = User.objects.get(email="kim.low@example.org")
    assert person.check_password(invitation.one_time_password)
    assert person.must_change_password
    assert invitation.one_time_password not in str(AuditEntry.objects.values_list("facts"))


def test_each_one_time_password_is_another(admin: User) -> None:
    given = {invite(admin, email=f"{number}@example.org").one_time_password for number in range(3)}

    assert len(given) == 3
    assert all(len(password) == 19 for password in given)


def test_adding_somebody_writes_one_entry(admin: User) -> None:
    invite(admin)

    assert trail() == ["Ada Min added Kim Low as victim liaison officer of Kent, Surrey and Sussex Victim Liaison Unit"]


def test_a_taken_address_is_refused_in_any_case(admin: User) -> None:
    invite(admin)

    with pytest.raises(EmailTaken, match=r"^kim\.low@example\.org is already"):
        invite(admin, email="KIM.LOW@example.org")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", OrganisationKind)
def test_a_role_fits_its_kind_of_organisation_only(admin: User, role: Role, kind: OrganisationKind) -> None:
    if ORGANISATION_OF[role] == kind:
        assert invite(admin, role=role, organisation=unit(kind)).person.role == role
    else:
        with pytest.raises(RoleDoesNotFit, match="Choose another role or another organisation"):
            invite(admin, role=role, organisation=unit(kind))
        assert not User.objects.filter(name="Kim Low").exists()


def test_a_role_that_does_not_fit_is_said_in_words(admin: User) -> None:
    with pytest.raises(RoleDoesNotFit) as refused:
        invite(admin, role=Role.WCO)

    assert refused.value.sentence == (
        "A witness care officer works for a witness care unit, and Kent, Surrey and Sussex Victim Liaison Unit is not "
        "one. Choose another role or another organisation."
    )


def test_a_change_says_what_was_before(admin: User, person: Person) -> None:
    kim = person(Role.VLO, name="Kim Low")

    change_person(person=kim, name="Kim Lowe", role=Role.MANAGER, organisation=kim.organisation, phone="1", by=admin)

    kim.refresh_from_db()
    assert (kim.name, kim.role, kim.phone) == ("Kim Lowe", Role.MANAGER, "1")
    (line,) = trail()
    assert line == (
        "Ada Min changed Kim Lowe: name from Kim Low, role from victim liaison officer to victim liaison unit manager, "
        "telephone number"
    )


def test_a_change_of_nothing_writes_nothing(admin: User, person: Person) -> None:
    kim = person(Role.VLO)

    change_person(
        person=kim, name=kim.name, role=Role(kim.role), organisation=kim.organisation, phone=kim.phone, by=admin
    )

    assert trail() == []


def test_a_move_to_an_organisation_that_does_not_fit_changes_nothing(admin: User, person: Person) -> None:
    kim = person(Role.VLO)

    with pytest.raises(RoleDoesNotFit):
        change_person(
            person=kim, name="New", role=Role.VLO, organisation=unit(OrganisationKind.WCU), phone="", by=admin
        )

    kim.refresh_from_db()
    assert kim.organisation == unit(OrganisationKind.VLU)
    assert trail() == []


def test_nobody_changes_their_own_role(admin: User) -> None:
    with pytest.raises(NotToYourself):
        change_person(
            person=admin, name=admin.name, role=Role.HEAD, organisation=admin.organisation, phone="", by=admin
        )


def test_nobody_deactivates_themselves(admin: User) -> None:
    with pytest.raises(NotToYourself, match="You cannot deactivate yourself"):
        deactivate_person(person=admin, by=admin)

    admin.refresh_from_db()
    assert admin.is_active


def test_deactivating_twice_writes_one_entry(admin: User, person: Person) -> None:
    kim = person(name="Kim Low")

    deactivate_person(person=kim, by=admin)
    deactivate_person(person=kim, by=admin)

    kim.refresh_from_db()
    assert not kim.is_active
    assert trail() == ["Ada Min deactivated Kim Low"]


def test_somebody_who_comes_back_gets_a_new_password(admin: User, person: Person) -> None:
    kim = person(name="Kim Low")
    deactivate_person(person=kim, by=admin)

    invitation = reactivate_person(person=kim, by=admin)

    kim.refresh_from_db()
    assert kim.is_active
    assert kim.must_change_password
    assert kim.check_password(invitation.one_time_password)
    assert trail()[1:] == ["Ada Min reactivated Kim Low"]


def test_a_forgotten_password_is_replaced(admin: User, person: Person) -> None:
    kim = person(name="Kim Low")

    invitation = give_new_password(person=kim, by=admin)

    kim.refresh_from_db()
    assert kim.check_password(invitation.one_time_password)
    assert kim.must_change_password
    assert trail() == ["Ada Min gave Kim Low a new one-time password"]


def test_an_administrator_does_not_give_themselves_a_password(admin: User) -> None:
    with pytest.raises(NotToYourself):
        give_new_password(person=admin, by=admin)


def test_ones_own_password_is_changed(person: Person) -> None:
    kim = person(name="Kim Low", must_change_password=True)

    change_own_password(new_password="several quiet lanterns", by=kim)

    kim.refresh_from_db()
    assert kim.check_password("several quiet lanterns")
    assert not kim.must_change_password
    assert trail() == ["Kim Low changed their own password"]
