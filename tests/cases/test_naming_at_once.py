"""Two people of a unit who name the offender manager at the same moment wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import User
from cases.actions.supervision import name_offender_manager
from cases.models import Case, Supervision
from tests.factories.cases import CaseFactory


@pytest.mark.django_db(transaction=True)
def test_naming_two_offender_managers_at_once_leaves_one(person: Callable[..., User]) -> None:
    case: Case = CaseFactory()
    officers, by = [person(Role.OFFENDER_MANAGER), person(Role.OFFENDER_MANAGER)], person(Role.MANAGER)
    together, failed = threading.Barrier(2), []

    def name(officer: User) -> None:
        try:
            together.wait(timeout=10)
            name_offender_manager(case=case, officer=officer, by=by)
        except Exception as error:  # whatever it is, the test must see it
            failed.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=name, args=(officer,)) for officer in officers]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)
    assert failed == []
    assert Supervision.objects.filter(offender=case.offender, until__isnull=True).count() == 1
    assert Supervision.objects.count() == 2
