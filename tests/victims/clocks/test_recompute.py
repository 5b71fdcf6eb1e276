"""Every open clock and hint is derived again from the facts; what differs is corrected, and the trail says how."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from cases.actions.calendar import make_calendar
from cases.models import BankHoliday, KeyDate
from tests.factories.cases import NOW
from tests.victims.clocks.test_sql_form_of_the_clocks import random_enrolment
from victims.actions import recompute_runs
from victims.actions.clocks import refresh_clocks
from victims.actions.recompute_runs import ask_for_recompute, carry_on, check_clocks, recompute_as_due
from victims.actions.recomputing import correct_clocks
from victims.clock_enums import RecomputeCause, RecomputeState
from victims.models import Deadline, Enrolment, RecomputeRun, TimeLimit
from victims.queries.duties_of_many import BY_THE_RULE
from vlu.lib.sweep import Sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TODAY = NOW.date()
HINTS = ("next_kind", "next_due_on", "urgent_from", "urgent_reason", "counts_from", "contact_counted_on")
Made = Callable[..., Enrolment]


def stored(enrolment: Enrolment) -> tuple[Any, ...]:
    """Clocks and hints as the database has them. When one was withdrawn is not a fact of the enrolment."""
    clocks = Deadline.objects.filter(enrolment=enrolment).order_by("kind", "pk")
    columns = ("kind", "limit_code", "started_on", "due_on", "met_on")
    rows = [(*row, withdrawn is None) for *row, withdrawn in clocks.values_list(*columns, "withdrawn_on")]
    return (*rows, *Enrolment.objects.values_list(*HINTS).get(pk=enrolment.pk))


def said_of(enrolment: Enrolment) -> list[str]:
    entries = AuditEntry.objects.filter(verb="clocks.corrected", subject_ref=enrolment.reference)
    return [entry.facts["changes"] for entry in entries]


def with_a_release(enrolment: Enrolment, falls_on: date, by: User) -> None:
    about = {"kind": "release", "source": "prison", "recorded_by": by, "recorded_at": NOW}
    KeyDate.objects.create(case=enrolment.case, falls_on=falls_on, **about)


def test_correcting_gives_what_refreshing_one_by_one_gives(person: Callable[..., User]) -> None:
    draw, by = random.Random(11), person()
    made = [random_enrolment(draw) for _ in range(60)]
    for enrolment in made[::2]:
        with_a_release(enrolment, TODAY + timedelta(days=draw.randrange(-20, 90)), by)
    for enrolment in made[:30]:
        refresh_clocks(enrolment, TODAY)
        spoilt = Deadline.objects.filter(enrolment=enrolment).first()
        if spoilt:
            Deadline.objects.filter(pk=spoilt.pk).update(due_on=spoilt.due_on - timedelta(days=3), met_on=None)

    correct_clocks([enrolment.pk for enrolment in made], "nightly check", TODAY)
    corrected = {enrolment.pk: stored(enrolment) for enrolment in made}

    for enrolment in made:
        refresh_clocks(Enrolment.objects.get(pk=enrolment.pk), TODAY)
    assert {enrolment.pk: stored(enrolment) for enrolment in made} == corrected
    assert {"annual_contact", "hard_stop", "allocate"} <= set(Deadline.objects.values_list("kind", flat=True))


def test_duties_that_were_spoilt_in_any_way_are_as_refreshing_one_by_one_makes_them(
    person: Callable[..., User],
) -> None:
    draw, by = random.Random(5), person()
    made = [random_enrolment(draw) for _ in range(60)]
    for enrolment in made:
        with_a_release(enrolment, TODAY + timedelta(days=draw.randrange(-20, 90)), by)
        refresh_clocks(enrolment, TODAY)
    right = {enrolment.pk: stored(enrolment) for enrolment in made}
    for row in Deadline.objects.filter(kind__in=BY_THE_RULE, withdrawn_on__isnull=True):
        spoilt: dict[str, Any] = draw.choice(
            [{"due_on": row.due_on - timedelta(days=2)}, {"met_on": TODAY}, {"withdrawn_on": TODAY}, {"task": "?"}, {}]
        )
        Deadline.objects.filter(pk=row.pk).update(**spoilt)
        if not spoilt:
            row.delete()
    not_owed = Deadline.objects.create(
        enrolment=made[0], kind="reply", limit_code="T23", started_on=TODAY, due_on=TODAY, task="Reply"
    )
    Enrolment.objects.filter(pk=made[1].pk).update(urgent_from=TODAY, urgent_reason="recalled")
    assert {enrolment.pk: stored(enrolment) for enrolment in made} != right

    correct_clocks([enrolment.pk for enrolment in made], "nightly check", TODAY)

    assert Deadline.objects.get(pk=not_owed.pk).withdrawn_on == TODAY
    not_owed.delete()
    assert {enrolment.pk: stored(enrolment) for enrolment in made} == right
    assert "?" not in Deadline.objects.values_list("task", flat=True)


def test_a_duty_that_keeps_its_day_while_what_met_it_changes_is_said_as_well(enrolled: Made) -> None:
    enrolment = enrolled(referrer_says_urgent=True)
    urgent = Deadline.objects.filter(enrolment=enrolment, kind__in=BY_THE_RULE, met_on__isnull=True).first()
    assert urgent
    Deadline.objects.filter(pk=urgent.pk).update(met_on=TODAY)

    made = correct_clocks([enrolment.pk], "nightly check", TODAY)

    assert (made.moved, made.corrected) == (0, {enrolment.pk})
    assert said_of(enrolment)[0].startswith(f"{urgent.get_kind_display()}: still due ")


def test_many_are_corrected_by_as_many_statements_as_one(
    enrolled: Made,
) -> None:
    made = [enrolled(referrer_says_urgent=True) for _ in range(4)]
    duties = Deadline.objects.filter(kind__in=BY_THE_RULE)
    counted = []
    for enrolments in (made[:1], made[1:]):
        duties.filter(enrolment__in=enrolments).update(due_on=date(2027, 1, 4))
        with CaptureQueriesContext(connection) as asked:
            correct_clocks([enrolment.pk for enrolment in enrolments], "nightly check", TODAY)
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert not duties.filter(due_on=date(2027, 1, 4)).exists()


def test_the_trail_says_of_each_enrolment_from_which_day_to_which(enrolled: Made) -> None:
    moved, as_it_was = enrolled(), enrolled()
    Deadline.objects.filter(enrolment=moved, kind="first_contact").update(due_on=date(2026, 11, 30))

    made = correct_clocks([moved.pk, as_it_was.pk], "nightly check", TODAY)

    assert (made.moved, made.corrected) == (1, {moved.pk})
    assert said_of(moved) == ["First contact after referral: from 30 November 2026 to 26 November 2026"]
    assert said_of(as_it_was) == []


def test_hints_that_differ_are_corrected_and_said_as_well(enrolled: Made) -> None:
    enrolment = enrolled(referrer_says_urgent=True)
    before = stored(enrolment)
    Enrolment.objects.filter(pk=enrolment.pk).update(
        next_kind="overall", next_due_on=date(2027, 1, 1), urgent_from=None, urgent_reason=""
    )

    correct_clocks([enrolment.pk], "nightly check", TODAY)

    assert stored(enrolment) == before
    (said,) = said_of(enrolment)
    assert "next in the lists: from 1 January 2027 to 26 November 2026" in said
    assert "urgent: from nothing to 12 November 2026" in said


def test_a_clock_beyond_the_calendar_is_named_and_stops_no_other(enrolled: Made) -> None:
    far, near = enrolled(), enrolled()
    Enrolment.objects.filter(pk=far.pk).update(referred_on=date(2050, 12, 29))
    Deadline.objects.filter(enrolment=near, kind="overall").update(due_on=date(2026, 12, 31))
    right = date(2026, 11, 30)

    check_clocks()

    run = RecomputeRun.objects.get()
    assert (run.failed, run.failed_references) == (1, [far.reference])
    assert run.state == RecomputeState.DONE
    assert Deadline.objects.get(enrolment=near, kind="overall").due_on == right


def test_one_that_breaks_the_database_is_counted_and_the_others_are_done(
    enrolled: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = enrolled(), enrolled()
    Deadline.objects.filter(kind="overall").update(due_on=date(2026, 12, 31))

    def breaks(enrolments: Any, cause: str, today: date) -> Any:
        if bad.pk in enrolments:
            raise RuntimeError("a row that nobody expected")
        return correct_clocks(enrolments, cause, today)

    monkeypatch.setattr(recompute_runs, "correct_clocks", breaks)
    sweep = check_clocks()

    assert sweep.failed == [bad.pk]
    assert RecomputeRun.objects.get().failed_references == [bad.reference]
    assert Deadline.objects.get(enrolment=good, kind="overall").due_on == date(2026, 11, 30)
    assert Deadline.objects.get(enrolment=bad, kind="overall").due_on == date(2026, 12, 31)


def test_a_run_that_was_stopped_goes_on_where_it_was(enrolled: Made) -> None:
    first, second = enrolled(), enrolled()
    Deadline.objects.filter(kind="overall").update(due_on=date(2026, 12, 31))
    run = ask_for_recompute(cause=RecomputeCause.BY_HAND, by=None)
    recompute_runs._do_a_slice(run.pk, Sweep(), 1)
    run.refresh_from_db()
    assert (run.state, run.total, run.done, run.upto) == (RecomputeState.RUNNING, 2, 1, first.pk)

    recompute_as_due()

    run.refresh_from_db()
    assert (run.state, run.done, run.moved, run.corrected) == (RecomputeState.DONE, 2, 2, 2)
    assert Deadline.objects.get(enrolment=second, kind="overall").due_on == date(2026, 11, 30)
    carry_on(run, Sweep())
    run.refresh_from_db()
    assert run.done == 2


def test_a_new_bank_holiday_moves_the_clocks_by_the_next_run_whoever_entered_it(enrolled: Made) -> None:
    check_clocks()
    enrolment = enrolled()
    BankHoliday.objects.create(day=date(2026, 11, 24), title="A day declared late")
    make_calendar()

    recompute_as_due()

    assert RecomputeRun.objects.first().cause == RecomputeCause.CALENDAR  # type: ignore[union-attr]
    assert Deadline.objects.get(enrolment=enrolment, kind="first_contact").due_on == date(2026, 11, 27)
    assert "First contact after referral: from 26 November 2026 to 27 November 2026" in said_of(enrolment)[0]


def test_a_changed_limit_moves_the_clocks_by_the_next_run_and_an_unchanged_table_asks_for_none(enrolled: Made) -> None:
    check_clocks()
    enrolment = enrolled()
    recompute_as_due()
    assert RecomputeRun.objects.count() == 1

    TimeLimit.objects.filter(code="T13").update(amount=9)
    recompute_as_due()
    recompute_as_due()

    assert [run.cause for run in RecomputeRun.objects.all()] == [RecomputeCause.LIMIT, RecomputeCause.NIGHTLY]
    assert Deadline.objects.get(enrolment=enrolment, kind="first_contact").due_on == date(2026, 11, 25)


def test_somebody_closed_is_not_looked_at_unless_something_of_theirs_still_stands(enrolled: Made) -> None:
    closed, standing = enrolled(), enrolled()
    over = {"status": "closed", "closed_on": TODAY, "closed_because": "sentence_ended", "next_kind": ""}
    Enrolment.objects.filter(pk__in=[closed.pk, standing.pk]).update(**over, next_due_on=None)
    Deadline.objects.filter(enrolment=closed).update(withdrawn_on=TODAY)

    check_clocks()

    run = RecomputeRun.objects.get()
    assert (run.done, run.corrected) == (1, 1)
    assert not Deadline.objects.standing().filter(enrolment=standing).exists()
