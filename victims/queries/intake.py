"""How much waits at each door through which people come into the unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from victims.enums import ResultState
from victims.models import CourtResult, ReferralRequest
from victims.queries.likenesses import offender_likenesses, victim_likenesses
from victims.queries.unit import imports_waiting
from victims.queries.youth_protocols import team_lines


@dataclass(frozen=True)
class IntakeNumbers:
    """Each is what this person may see of it. `requests` have no answer yet, `duplicates` are pairs to look at, `files`
    are caseload files somebody must confirm, `held` are court results that need a decision,
    `protocols` are youth offending teams without one, or whose review is near or late."""

    requests: int
    duplicates: int
    files: int
    held: int
    protocols: int


def intake_numbers(user: User, today: date) -> IntakeNumbers:
    """Seven queries."""
    return IntakeNumbers(
        requests=ReferralRequest.objects.visible_to(user).standing().count(),
        duplicates=offender_likenesses(user).count() + victim_likenesses(user).count(),
        files=imports_waiting(user),
        held=CourtResult.objects.visible_to(user).filter(state=ResultState.HELD).count(),
        protocols=sum(bool(line.standing.tag) for line in team_lines(user, today)),
    )
