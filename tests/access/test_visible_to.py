"""Every confidential queryset shows its rows to the people a rule names, and nothing at all to anybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from accounts.enums import Role
from accounts.models import User
from notifications.models import HeldBatch, OutboxMessage, Reminder
from tests.access.matrix import INTAKE, POLICE, UNIT
from tests.access.sees import assert_sees_exactly
from tests.access.world import World
from victims.models import (
    CaseloadImport,
    Complaint,
    CourtResult,
    CourtResultFile,
    Enrolment,
    Referral,
    ReferralRequest,
    TransferOffer,
    YouthProtocol,
)
from vlu.lib.querysets import ConfidentialQuerySet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Rows = Callable[[World], list[Model]]


@dataclass(frozen=True)
class Rule:
    """Who sees the rows of the world: people `here` in these roles, and their colleagues unless it is a row's own."""

    model: type[Model]
    roles: frozenset[Role]
    rows: Rows
    only_own: Callable[[World, User], list[Model]] | None = None
    walled_off: Rows = lambda world: []  # only the officer here was let in


def let_in(rule: Rule, world: World, user: User) -> list[Model]:
    return rule.walled_off(world) if user == world.here[Role.VLO] and user.role == Role.VLO else []


RULES = {
    "EnrolmentQuerySet": Rule(
        Enrolment,
        UNIT,
        lambda world: [world.enrolment, world.unallocated, world.offered, world.alike],
        walled_off=lambda world: [world.restricted],
    ),
    "TransferOfferQuerySet": Rule(TransferOffer, UNIT, lambda world: [*TransferOffer.objects.all()]),
    "ReferralQuerySet": Rule(Referral, POLICE, lambda world: [_referral(world)]),
    "CaseloadImportQuerySet": Rule(CaseloadImport, INTAKE, lambda world: [*world.imports.values()]),
    "CourtResultFileQuerySet": Rule(CourtResultFile, INTAKE, lambda world: [*world.court_files.values()]),
    "CourtResultQuerySet": Rule(CourtResult, INTAKE, lambda world: [world.court_result]),
    "ReferralRequestQuerySet": Rule(ReferralRequest, INTAKE | POLICE, lambda world: [world.request]),
    "ComplaintQuerySet": Rule(Complaint, frozenset({Role.MANAGER}), lambda world: [world.complaint]),
    "YouthProtocolQuerySet": Rule(YouthProtocol, INTAKE, lambda world: [world.protocol]),
    "HeldBatchQuerySet": Rule(HeldBatch, frozenset({Role.MANAGER}), lambda world: [world.held_batch]),
    "OutboxQuerySet": Rule(OutboxMessage, INTAKE, lambda world: [*OutboxMessage.objects.all()]),
    "ReminderQuerySet": Rule(
        Reminder,
        UNIT,
        lambda world: [*world.reminders.values()],
        only_own=lambda world, user: [row for row in world.reminders.values() if row.reader == user],
    ),
}


def _referral(world: World) -> Referral:
    assert world.enrolment.referral
    return world.enrolment.referral


def confidential(base: type[Any] = ConfidentialQuerySet) -> Iterator[type[Any]]:
    """Every subclass the project defines, managers made of one left out."""
    for kind in base.__subclasses__():
        if kind.__module__.split(".")[0] in {config.label for config in apps.get_app_configs()}:
            yield kind
        yield from confidential(kind)


def rows_of(model: type[Model]) -> ConfidentialQuerySet[Any]:
    everything = model._default_manager.all()
    assert isinstance(everything, ConfidentialQuerySet)
    return everything


def test_every_confidential_queryset_has_a_rule_here() -> None:
    assert sorted(kind.__name__ for kind in confidential()) == sorted(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_rule_is_of_the_queryset_the_model_uses(name: str) -> None:
    assert type(rows_of(RULES[name].model)).__name__ == name


@pytest.mark.parametrize("name", sorted(RULES))
def test_only_the_roles_of_the_rule_see_the_rows(name: str, world: World) -> None:
    rule = RULES[name]
    rows = rows_of(rule.model)
    assert rows.count() == len(rule.rows(world)) + len(rule.walled_off(world)) > 0, "there is something to be hidden"
    for role in Role:
        user = world.here[role]
        expected = rule.rows(world) + let_in(rule, world, user) if role in rule.roles else []
        assert_sees_exactly(rows, user, rule.only_own(world, user) if rule.only_own else expected)


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_same_roles_elsewhere_see_none_of_them(name: str, world: World) -> None:
    for user in world.elsewhere.values():
        assert_sees_exactly(rows_of(RULES[name].model), user, [])


@pytest.mark.parametrize("name", sorted(RULES))
def test_colleagues_see_what_is_not_somebodys_own(name: str, world: World) -> None:
    rule = RULES[name]
    for role, user in world.beside.items():
        shared = role in rule.roles and rule.only_own is None
        assert_sees_exactly(rows_of(rule.model), user, rule.rows(world) if shared else [])


@pytest.mark.parametrize("name", sorted(RULES))
def test_somebody_who_has_left_sees_none_of_them(name: str, world: World) -> None:
    for user in world.here.values():
        user.is_active = False
        assert_sees_exactly(rows_of(RULES[name].model), user, [])


@pytest.mark.parametrize("name", sorted(RULES))
def test_somebody_who_changed_to_another_role_sees_none_of_them(name: str, world: World) -> None:
    rule = RULES[name]
    for role in rule.roles:
        user = world.here[role]
        for other in set(Role) - rule.roles:
            user.role = other
            assert_sees_exactly(rows_of(rule.model), user, [])


def test_a_queryset_without_a_rule_of_its_own_shows_nothing(world: World) -> None:
    without_a_rule: ConfidentialQuerySet[Enrolment] = ConfidentialQuerySet(Enrolment)

    assert without_a_rule.count() == Enrolment.objects.count() > 0
    for user in world.here.values():
        assert_sees_exactly(without_a_rule, user, [])
