"""The words of limits, and of the runs that derive clocks from them again."""

from __future__ import annotations

from django.db.models import TextChoices


class LimitUnit(TextChoices):
    """What a limit of the table of limits is counted in."""

    WORKING_DAY = "working_day", "Working days"
    CALENDAR_DAY = "calendar_day", "Calendar days"
    MONTH = "month", "Months"


class LimitDirection(TextChoices):
    """Which way a limit is counted from its start."""

    AFTER = "after", "After"
    BEFORE = "before", "Before"
    ON = "on", "On the day"


class RecomputeCause(TextChoices):
    """Why every open clock is derived again."""

    LIMIT = "limit", "A limit changed"
    CALENDAR = "calendar", "The bank holidays changed"
    NIGHTLY = "nightly", "Nightly check"
    BY_HAND = "by_hand", "Somebody asked for it"


class RecomputeState(TextChoices):
    """How far such a run is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
