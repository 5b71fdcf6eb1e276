"""The ladder of reminders as the rule wants it."""

from __future__ import annotations

from notifications.enums import Audience, Mailing, ReminderRuleCode
from notifications.models import LadderStep
from notifications.rules.reminders import Step


def ladder_steps() -> tuple[Step, ...]:
    return tuple(step_of(row) for row in LadderStep.objects.all())


def step_of(row: LadderStep) -> Step:
    return Step(
        code=ReminderRuleCode(row.code),
        audience=Audience(row.audience),
        working_days_after_due=row.working_days_after_due,
        kinds=frozenset(row.kinds),
        mailing=Mailing(row.mailing),
        not_on_first_day=row.not_on_first_day,
        repeats_every=row.repeats_every,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
