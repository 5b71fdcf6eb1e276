"""Timers of clocks: kept by the database when a clock changes (migration 0008), and made anew when the ladder does."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction

from victims.models import Deadline

SLICE = 10_000


def plan_timers(enrolments: Collection[int]) -> None:
    """Look at every standing clock of these enrolments again from the first step on; nothing is told twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT notifications_plan_timers(%s)", [list(enrolments)])


@transaction.atomic
def plan_all_timers() -> None:
    """After the ladder or the calendar changed: every step counts from the tables as they are now."""
    standing = Deadline.objects.standing().order_by("enrolment").values_list("enrolment", flat=True).distinct()
    slice_of: list[int] = []
    for enrolment in standing.iterator(chunk_size=SLICE):
        slice_of.append(enrolment)
        if len(slice_of) == SLICE:
            plan_timers(slice_of)
            slice_of = []
    if slice_of:
        plan_timers(slice_of)
