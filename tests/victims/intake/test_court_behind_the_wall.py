"""A court result on a case with somebody restricted is seen by those alone who were let in to everybody on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory
from tests.victims.intake.court_files import bring, result, row, units_for
from victims.models import AccessGrant, CourtResult

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_being_let_in_to_one_of_two_shows_nothing(person: Callable[..., User]) -> None:
    units_for("Kent")
    bring(row())
    vao, sam = person(Role.VAO), person(Role.MANAGER)
    one, other = EnrolmentFactory.create_batch(2, case=result().case, restricted=True)

    AccessGrant.objects.create(enrolment=one, person=vao, reason="Works with her", granted_by=sam, since=NOW)
    assert not CourtResult.objects.visible_to(vao).exists()

    AccessGrant.objects.create(enrolment=other, person=vao, reason="And with him", granted_by=sam, since=NOW)
    assert list(CourtResult.objects.visible_to(vao)) == [result()]
