"""A referral on a case that was over opens it again, so that a later event reaches the officer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, Region, User
from cases.actions.opening import SentencedOffence, Sentencing, open_case
from cases.enums import CaseStatus
from cases.models import Case
from cases.queries.people import open_cases_of
from cases.rules.sentence_length import Length
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db


def test_a_closed_case_is_opened_again_and_written_down(friday: datetime, person: Callable[..., User]) -> None:
    held: Case = CaseFactory(status=CaseStatus.CLOSED, closed_at=friday)
    offence = SentencedOffence("PH97006", "", None, "imprisonment", Length(weeks=12))
    sentencing = Sentencing(None, "", held.sentenced_on, [offence])

    case = open_case(
        offender=held.offender, sentencing=sentencing, region=Region.objects.get(code="N57"), by=person(Role.WCO)
    )

    assert case == held
    assert list(open_cases_of(held.offender)) == [held]
    assert AuditEntry.objects.get(verb="case.reopened").subject_ref == held.reference
