"""When nobody can be told: it is written down, and it is never silent."""

from __future__ import annotations

from datetime import date

import structlog

from accounts import audit
from notifications.enums import ReminderRuleCode
from victims.models import Enrolment
from vlu.lib.errors import DomainError

log = structlog.get_logger(__name__)
NOBODY_TO_TELL = audit.verb("reminder.nobody_to_tell", "found nobody in the unit to tell of a date: {rule}, {due_on}")


class NobodyCanBeTold(DomainError):
    """No officer, no manager of the region and no administrator has an account that works."""

    code = "nobody_can_be_told"


def note_nobody_to_tell(enrolment: Enrolment, region: str, rule: ReminderRuleCode, due_on: date) -> None:
    """In the log and in the trail: a unit in which nobody could be told."""
    log.warning("nobody_to_tell", enrolment=enrolment.pk, region=region, rule=rule)
    audit.record(NOBODY_TO_TELL, enrolment, by=None, region=region, rule=rule.label, due_on=due_on.isoformat())
