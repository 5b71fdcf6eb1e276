"""How much waits at each door through which people come into the unit."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from victims.enums import ResultState
from victims.models import CourtResult, ReferralRequest
from victims.queries.likenesses import offender_likenesses, victim_likenesses
from victims.queries.unit import imports_waiting


@dataclass(frozen=True)
class IntakeNumbers:
    """Each is what this person may see of it. `requests` have no answer yet, `duplicates` are pairs to look at, `files`
    are caseload files somebody must confirm, `held` are court results that need a decision."""

    requests: int
    duplicates: int
    files: int
    held: int


def intake_numbers(user: User) -> IntakeNumbers:
    """Five queries."""
    return IntakeNumbers(
        requests=ReferralRequest.objects.visible_to(user).standing().count(),
        duplicates=offender_likenesses(user).count() + victim_likenesses(user).count(),
        files=imports_waiting(user),
        held=CourtResult.objects.visible_to(user).filter(state=ResultState.HELD).count(),
    )
