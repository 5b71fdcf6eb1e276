"""A search writes down once what somebody may see; what visible_to says of them now always holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Organisation, User
from tests.factories.victims import EnrolmentFactory
from victims.models import Enrolment
from victims.queries.search import find_enrolments
from victims.queries.search_scope import Scope

pytestmark = pytest.mark.django_db
People = Callable[..., User]


@pytest.fixture
def siobhan(friday: datetime) -> Enrolment:
    enrolment: Enrolment = EnrolmentFactory(victim__first_names="Siobhán", victim__last_name="Dougherty")
    return enrolment


def sees(user: User) -> bool:
    return bool(find_enrolments(user, "Siobhan Dougherty")[0])


def test_a_changed_role_region_or_leaving_counts_at_the_next_search(siobhan: Enrolment, person: People) -> None:
    user = person(Role.MANAGER)
    assert sees(user)

    user.role = Role.WCO
    assert not sees(user)

    user.role, user.is_active = Role.MANAGER, False
    assert not sees(user)

    user.is_active, user.organisation = True, Organisation.objects.get(kind="VLU", region="N53")
    assert not sees(user)


def test_a_case_that_is_restricted_is_gone_at_the_next_search(siobhan: Enrolment, person: People) -> None:
    user = person(Role.MANAGER)
    assert sees(user)

    Enrolment.objects.filter(pk=siobhan.pk).update(restricted=True)

    assert not sees(user)


def test_what_is_written_down_is_what_visible_to_says_for_every_role(person: People) -> None:
    for role in (Role.VLO, Role.MANAGER, Role.VAO):
        user = person(role)

        assert Scope.of(user) == Scope.written_for(user) == Scope.of(User.objects.get(pk=user.pk))


def test_visible_to_reads_nothing_of_a_user_but_what_tells_scopes_apart(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = person(Role.MANAGER)
    read: set[str] = set()

    def watched(of: User, name: str) -> Any:
        read.add(name)
        return object.__getattribute__(of, name)

    with monkeypatch.context() as patch:
        patch.setattr(User, "__getattribute__", watched)
        Enrolment.objects.visible_to(user).query.sql_with_params()

    fields = {field.name for field in User._meta.get_fields()} | {field.attname for field in User._meta.concrete_fields}
    assert read & fields <= {"id", "is_active", "role", "organisation", "organisation_id"}
    assert {"is_active", "role", "organisation"} <= read
