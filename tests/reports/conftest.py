"""Cases of the pilot, and small cases made for a figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import PoliceForce
from tests.factories.cases import CaseFactory, OffenceFactory
from tests.factories.victims import EnrolmentFactory
from tests.reports import pilot
from victims.models import Enrolment


@pytest.fixture
def pilot_caseload(db: None) -> None:
    pilot.load()


@pytest.fixture
def enrolled(db: None) -> Callable[..., Enrolment]:
    """One case: `enrolled(date(2026, 3, 2), referred_on=..., first_contact_on=..., region="N57", scheme="VNS")`."""

    def make(
        sentenced_on: date, *, region: str = "N57", force: str = "Kent", label: str = "", **facts: Any
    ) -> Enrolment:
        offence = OffenceFactory(
            conviction__sentenced_on=sentenced_on, **({"label": label, "code": ""} if label else {})
        )
        case = CaseFactory(conviction=offence.conviction, region_id=region)
        given = {"referred_on": None, "first_contact_on": None, **facts}
        found: Enrolment = EnrolmentFactory(
            case=case, offence=offence, reference=case.reference, force=PoliceForce.objects.get(name=force), **given
        )
        return found

    return make
