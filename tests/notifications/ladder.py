"""The ladder of the reference table, without a database."""

from __future__ import annotations

from functools import lru_cache

from notifications.models import LadderStep
from notifications.queries.ladder import step_of
from notifications.rules.reminders import Step
from vlu.management.commands.load_reference_data import ladder_step, read


@lru_cache
def ladder() -> tuple[Step, ...]:
    return tuple(step_of(LadderStep(**ladder_step(row))) for row in read("reminder_ladder"))
