"""Only reasons that are in force on the day may be chosen; each list of them is dated data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models.organisations import DatedReference
from victims.queries.decisions_waiting import criteria
from victims.queries.verdicts import override_reasons
from victims.queries.victim_decisions import reasons_for_lateness, reasons_to_decline

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize("offered", [criteria, override_reasons, reasons_for_lateness, reasons_to_decline])
@pytest.mark.parametrize(
    ("holds", "days"),
    [
        (True, {"valid_from": TODAY, "valid_to": TODAY}),
        (False, {"valid_to": YESTERDAY}),
        (False, {"valid_from": TOMORROW}),
    ],
    ids=["today alone", "ended", "not yet"],
)
def test_it_is_offered_while_it_is_in_force(
    offered: Callable[[date], Sequence[DatedReference]], holds: bool, days: dict[str, Any]
) -> None:
    row = offered(TODAY)[0]
    type(row).objects.filter(pk=row.pk).update(**days)  # type: ignore[attr-defined]
    assert (row in offered(TODAY)) is holds
