"""After a test that commits, the next one finds the reference data and nothing else."""

from __future__ import annotations

import pytest

from accounts.models import AuditEntry, User
from cases.models import BankHoliday, Court
from tests import committed_rows
from tests.factories.cases import CaseFactory
from victims.models import TimeLimit
from vlu.lib import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_of_the_test_are_gone_and_reference_rows_are_untouched() -> None:
    courts = set(Court.objects.values_list("pk", flat=True))
    case = CaseFactory().reference
    AuditEntry.objects.create(at=clock.now(), verb="case.open", subject_type="cases.case", subject_ref=case)

    committed_rows.remove()

    assert (User.objects.exists(), AuditEntry.objects.exists()) == (False, False)
    assert set(Court.objects.values_list("pk", flat=True)) == courts


def test_reference_rows_the_test_changed_are_loaded_again() -> None:
    holidays = BankHoliday.objects.count()
    BankHoliday.objects.filter(day__year=2026).delete()
    TimeLimit.objects.filter(code="T06").update(amount=1)

    committed_rows.remove()

    assert BankHoliday.objects.count() == holidays
    assert TimeLimit.objects.get(code="T06").amount == 20
