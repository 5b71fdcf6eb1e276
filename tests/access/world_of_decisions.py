"""What a manager decided and is asked in the world of the permission matrix."""

from __future__ import annotations

from accounts.models import User
from victims.enums import DeadlineKind
from victims.models import Deadline, DiscretionaryDecision, Enrolment
from vlu.lib import clock


def add_decision(enrolment: Enrolment, manager: User, reason: str) -> None:
    """A manager said no and the referrer does not know yet; and something happened that they are asked about."""
    today = clock.today()
    DiscretionaryDecision.objects.create(
        enrolment=enrolment,
        granted=False,
        reason=reason,
        decided_by=manager,
        decided_on=today,
    )
    Deadline.objects.create(
        enrolment=enrolment,
        kind=DeadlineKind.DECIDE_OFFER,
        task="Offer contact again",
        started_on=today,
        due_on=today,
    )
