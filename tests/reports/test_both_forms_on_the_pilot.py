"""The figures count in SQL what the clocks say in Python: days of each stage, and whether it was on time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection

from cases.queries.calendar import working_calendar
from reports.queries.rules import counting_rules
from reports.queries.stage_days import stage_days
from tests.reports import pilot
from victims.models import Enrolment
from victims.queries.facts import clock_facts
from victims.queries.limits import current_limits
from victims.rules.clocks import clocks_for

pytestmark = pytest.mark.usefixtures("pilot_caseload")
STAGES = {"referral": "referral", "contact": "first_contact", "overall": "overall"}  # as the figures and clocks say
Counted = tuple[object, ...]  # region, force, stage, working days, whether on time


def by_rule() -> Iterator[Counted]:
    calendar, limits = working_calendar(), current_limits()
    stage_of = {kind: stage for stage, kind in STAGES.items()}
    for enrolment in Enrolment.objects.select_related("offence"):
        for clock in clocks_for(clock_facts(enrolment), limits, calendar):
            if clock.met_on is not None:
                days, on_time = calendar.count(clock.started_on, clock.met_on), clock.met_on <= clock.due_on
                yield enrolment.region_id, enrolment.force_id, stage_of[clock.kind], days, on_time


def in_sql() -> Iterator[Counted]:
    asked = {"first0": pilot.PERIOD["from"], "last0": pilot.PERIOD["to"], **counting_rules().parameters()}
    for stage in STAGES:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT region, force, {stage}, {stage} <= {stage}_limit FROM ({stage_days(ranges=1)}) counted "
                f"WHERE {stage} IS NOT NULL",
                asked,
            )
            yield from ((region, force, stage, days, on_time) for region, force, days, on_time in cursor.fetchall())


def test_every_row_of_the_pilot_is_counted_the_same_in_sql_and_by_its_clocks() -> None:
    found = Counter(in_sql())

    assert Enrolment.objects.count() == 519
    assert found == Counter(by_rule())
    assert sum(found.values()) > 1_500
