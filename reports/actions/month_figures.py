"""Count months for the next reader."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce

from reports.enums import Stage
from reports.models import FreshMonth, MonthDays, MonthFigures, StaleMonth
from reports.queries.months import last_day_of
from reports.queries.rules import CountingRules, counting_rules
from reports.queries.spread import COLUMN_OF
from reports.queries.stage_days import MOMENTS, stage_days
from victims.models import Enrolment
from vlu.lib import clock

ONE_COUNTER_AT_A_TIME = 20_251_126  # an advisory lock; the number only has to be our own
GROUP = "month, scheme, region, reporting_area, force, offence_group"
NUMBERS = ", ".join(
    ["cases"]
    + [f"{stage}_{number}" for stage in COLUMN_OF.values() for number in ("n", "on_time", "total", "least", "most")]
    + ["beyond_calendar"]
)
COUNT_MONTH = """
INSERT INTO reports_monthfigures ({group}, {numbers})
SELECT {group}, {moments} FROM ({stage_days}) AS counted GROUP BY {group}
"""
COUNT_DAYS = """
INSERT INTO reports_monthdays (month, scheme, region, stage, days, cases)
SELECT month, scheme, region, %(stage)s, {column}, count(*)
FROM ({stage_days}) AS counted WHERE {column} IS NOT NULL
GROUP BY month, scheme, region, {column}
"""


def count_months() -> int:
    """Count every month that is stale or was counted by other rules; how many there were. Each is its own transaction.

    A second process that comes meanwhile finds the lock taken and leaves the work to the first.
    """
    rules = counting_rules()
    months = sorted(
        {
            *StaleMonth.objects.values_list("month", flat=True).distinct(),
            *FreshMonth.objects.exclude(rules=rules.fingerprint).values_list("month", flat=True),
        }
    )
    return sum(_count(month, rules) for month in months)


@transaction.atomic
def _count(month: date, rules: CountingRules) -> bool:
    """The stale rows go first: a change that commits after this moment leaves its own, which stays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_COUNTER_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return False
        StaleMonth.objects.filter(month=month).delete()
        MonthFigures.objects.filter(month=month).delete()
        MonthDays.objects.filter(month=month).delete()
        given = {**rules.parameters(), "first0": month, "last0": last_day_of(month)}
        cursor.execute(
            COUNT_MONTH.format(group=GROUP, numbers=NUMBERS, moments=MOMENTS, stage_days=stage_days(ranges=1)), given
        )
        for stage in Stage:
            cursor.execute(
                COUNT_DAYS.format(column=COLUMN_OF[stage], stage_days=stage_days(ranges=1, by_offence=False)),
                {**given, "stage": stage.value},
            )
    counted = Enrolment.objects.annotate(counted_on=Coalesce("counts_from", "sentenced_on"))
    days = counted.filter(_of_month(month)).aggregate(first_on=Min("counted_on"), last_on=Max("counted_on"))
    FreshMonth.objects.update_or_create(
        month=month, defaults={"rules": rules.fingerprint, "counted_at": clock.now(), **days}
    )
    return True


def _of_month(month: date) -> Q:
    days = (month, last_day_of(month))
    return Q(counts_from__isnull=True, sentenced_on__range=days) | Q(counts_from__range=days)


def forget_months() -> None:
    """Throw every kept figure away, and have each month counted anew from the enrolments by the next count_months."""
    with transaction.atomic(), connection.cursor() as cursor:
        FreshMonth.objects.all().delete()
        cursor.execute(
            "INSERT INTO reports_stalemonth (month) "
            "SELECT DISTINCT date_trunc('month', coalesce(counts_from, sentenced_on))::date FROM victims_enrolment"
        )
