"""Wake-ups for the worker. The state of every piece of work is in the database; these carry only its key."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from accounts.beat import beat_job
from cases.actions.likenesses import compare_offenders
from victims.actions.likenesses import compare_victims
from victims.actions.offering_again import offer_before_dates
from victims.actions.recompute_runs import check_clocks, recompute_as_due
from victims.actions.returning import return_to_queue
from victims.actions.verdicts import reassess_cases
from victims.intake import court_runs
from victims.intake.import_runs import check_run, write_run
from vlu.lib import clock
from vlu.lib.sweep import Sweep

HALF_AN_HOUR = 30 * 60  # seconds; the largest file the page takes needs a few minutes


@shared_task(name="victims.check_import", time_limit=HALF_AN_HOUR)
def check_import(key: str) -> None:
    check_run(UUID(key))


@shared_task(name="victims.write_import", time_limit=HALF_AN_HOUR)
def write_import(key: str) -> None:
    write_run(UUID(key))


@shared_task(name="victims.check_court_results", time_limit=HALF_AN_HOUR)
def check_court_results(key: str) -> None:
    court_runs.check_run(UUID(key))


@shared_task(name="victims.write_court_results", time_limit=HALF_AN_HOUR)
def write_court_results(key: str) -> None:
    court_runs.write_run(UUID(key))


@beat_job("victims.return_to_queue")
def return_cases_of_people_who_left() -> Sweep:
    return return_to_queue()


@beat_job("victims.reassess")
def give_verdicts_anew() -> Sweep:
    return reassess_cases()


@beat_job("victims.offer_again")
def offer_contact_again() -> Sweep:
    return offer_before_dates(clock.today())


@beat_job("victims.recompute")
def derive_clocks_again() -> Sweep:
    return recompute_as_due()


@beat_job("victims.check_clocks")
def check_every_clock() -> Sweep:
    return check_clocks()


@beat_job("victims.compare_people")
def compare_people_not_compared_yet() -> Sweep:
    return compare_offenders() + compare_victims()
