"""Derive every open clock again, slice after slice, in the background. What a run has done it keeps with each slice, so
that one killed half-way goes on, and two that meet take turns."""

from __future__ import annotations

import gc
from collections.abc import Collection
from uuid import uuid4

import structlog
from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.actions.recomputing import Corrections, correct_clocks
from victims.clock_enums import RecomputeCause, RecomputeState
from victims.models import Enrolment, RecomputeRun
from victims.queries.clock_rules import clock_rules
from victims.queries.differing_clocks import enrolments_after, how_many_to_look_at
from vlu.lib import clock
from vlu.lib.sweep import Sweep

log = structlog.get_logger(__name__)

ASKED = audit.verb("clocks.recompute_asked", "asked for every open clock to be derived again")
SLICE = 5_000  # enrolments; a slice is one transaction, and the work of a second or two
NAMED = 100  # references of enrolments that could not be counted


@transaction.atomic
def ask_for_recompute(*, cause: RecomputeCause, by: User | None) -> RecomputeRun:
    """A run that waits for a worker. Raises nothing when another waits: the second finds nothing to do."""
    run = RecomputeRun(key=uuid4(), cause=cause, rules=str(clock_rules()), asked_by=by, asked_at=clock.now())
    run.full_clean()
    run.save()
    if by is not None:
        audit.record(ASKED, run, by)
    return run


def recompute_as_due() -> Sweep:
    """Ask for a run when the limits or the bank holidays are not those the last run counted by, whatever changed them;
    then do what waits, and what was stopped half-way."""
    _ask_if_the_rules_changed()
    return _do_what_waits()


def check_clocks() -> Sweep:
    """Compare every open clock and hint with the facts, and correct what differs. To be called once a night."""
    if not RecomputeRun.objects.unfinished().filter(cause=RecomputeCause.NIGHTLY).exists():
        ask_for_recompute(cause=RecomputeCause.NIGHTLY, by=None)
    return _do_what_waits()


@transaction.atomic
def _ask_if_the_rules_changed() -> None:
    last, now = RecomputeRun.objects.first(), clock_rules()
    if last is None:
        ask_for_recompute(cause=RecomputeCause.NIGHTLY, by=None)
    if last is None or last.rules == str(now):
        return
    calendar_changed = last.rules.partition("/")[0] != str(now.calendar)
    ask_for_recompute(cause=RecomputeCause.CALENDAR if calendar_changed else RecomputeCause.LIMIT, by=None)


def _do_what_waits() -> Sweep:
    sweep = Sweep()
    gc.freeze()  # what the program has loaded need not be walked again for each slice: a quarter of Python's time
    try:
        for run in RecomputeRun.objects.unfinished().order_by("asked_at", "pk"):
            carry_on(run, sweep)
    finally:
        gc.unfreeze()
    return sweep


def carry_on(run: RecomputeRun, sweep: Sweep, *, size: int = SLICE) -> None:
    """Until nothing is left, or another process has taken the next slice. Errors of single rows go to `sweep`."""
    while _do_a_slice(run.pk, sweep, size):
        pass


@transaction.atomic
def _do_a_slice(key: int, sweep: Sweep, size: int) -> bool:
    """False at the end of the run, or when another process holds it."""
    run = RecomputeRun.objects.select_for_update(skip_locked=True, no_key=True).unfinished().filter(pk=key).first()
    if run is None:
        return False
    if run.state == RecomputeState.WAITING:
        _begin(run)
    slice_of = enrolments_after(run.upto, size)
    if slice_of:
        _note(run, slice_of, _correct(slice_of, run, sweep), sweep)
    else:
        run.state, run.finished_at = RecomputeState.DONE, clock.now()
    run.heard_at = clock.now()
    run.save()
    return bool(slice_of)


def _begin(run: RecomputeRun) -> None:
    run.state, run.started_at, run.rules = RecomputeState.RUNNING, clock.now(), str(clock_rules())
    run.total = how_many_to_look_at()


def _correct(enrolments: Collection[int], run: RecomputeRun, sweep: Sweep) -> Corrections:
    """All at once; where that fails, one by one, so that a bad row stops no other."""
    cause, today = run.get_cause_display().lower(), clock.today()
    try:
        with transaction.atomic():
            return correct_clocks(enrolments, cause, today)
    except Exception as error:  # a row may be bad in any way
        log.warning("recompute_slice_failed", first=min(enrolments), error=type(error).__name__)
    corrections = Corrections()
    for key in enrolments:
        with sweep.skipping("clocks of an enrolment", key), transaction.atomic():
            corrections.add(correct_clocks([key], cause, today))
    return corrections


def _note(run: RecomputeRun, enrolments: list[int], made: Corrections, sweep: Sweep) -> None:
    failed = made.uncounted | (set(sweep.failed) & set(enrolments))
    run.upto = enrolments[-1]
    run.done += len(enrolments)
    run.total = max(run.total, run.done)
    run.moved += made.moved
    run.corrected += len(made.corrected)
    run.failed += len(failed)
    sweep.done += len(enrolments)
    if failed and len(run.failed_references) < NAMED:
        named = Enrolment.objects.filter(pk__in=failed).order_by("pk").values_list("reference", flat=True)
        run.failed_references = [*run.failed_references, *named][:NAMED]
