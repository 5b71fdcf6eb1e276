"""An officer with a case that has a clock and a date of release."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from cases.models import KeyDate
from tests.factories.cases import NOW
from victims.models import Enrolment

Dated = Callable[..., KeyDate]


@pytest.fixture
def dated(friday: Any) -> Dated:
    """A key date of a case, confirmed by the prison unless said otherwise."""

    def make(enrolment: Enrolment, falls_on: date, kind: str = "release", source: str = "prison") -> KeyDate:
        by = User.objects.order_by("pk")[0]
        return KeyDate.objects.create(
            case=enrolment.case, kind=kind, falls_on=falls_on, source=source, recorded_by=by, recorded_at=NOW
        )

    return make
