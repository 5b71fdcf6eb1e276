"""Who gets in where: one entry for every address of the project, by the name it has in the URL configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from accounts.enums import Role
from accounts.models import User
from notifications.models import Reminder
from tests.access.world import (
    CASE,
    COLLEAGUE,
    CONTACT_NOTE,
    DRAFTED,
    FAULT,
    FILE,
    OFFENCE_ANSWERS,
    OFFENDER,
    OFFENDER_ANSWERS,
    PHONE,
    REFERRAL,
    REMINDER,
    SAFE_WORDS,
    VICTIM,
    VICTIM_IN_LISTS,
    World,
    victim_answers,
)
from tests.factories.accounts import PASSWORD
from tests.factories.cases import NOW
from victims.enums import ImportState

LATER = (NOW + timedelta(days=9)).date()
Answers = Callable[[World, User], Mapping[str, Any]]

EVERYBODY = frozenset(Role)
UNIT = frozenset({Role.VLO, Role.VAO, Role.MANAGER})
OFFICERS = frozenset({Role.VLO, Role.MANAGER})
INTAKE = frozenset({Role.VAO, Role.MANAGER})
MANAGERS = frozenset({Role.MANAGER})
POLICE = frozenset({Role.WCO, Role.WCU_SUPERVISOR})
SUPERVISING = frozenset({Role.OFFENDER_MANAGER})
TARGETS = frozenset({Role.MANAGER, Role.HEAD})
ADMINISTRATORS = frozenset({Role.ADMIN})


class Whose(Enum):
    """Whose the thing named in the address is: somebody else of the same role finds nothing there (404)."""

    NOBODYS = "nothing is named, or it is nobody's own"
    UNITS = "it belongs to a region, a force or an office"
    OWN = "it is one person's alone"


@dataclass(frozen=True)
class Entry:
    """`roles` get in, every other role is refused. `shows` is what they see there, which nobody refused may see.

    `gives`: fills the address. `sends`: what a POST carries, None where nothing is posted; `reads`: whether GET is
    answered; `asks`: the query string. `is_open`: nobody need be signed in. `is_list`: of the reader's own unit.
    """

    roles: frozenset[Role]
    shows: tuple[str, ...] = ()
    gives: Answers = lambda world, user: {}
    sends: Answers | None = None
    reads: bool = True
    asks: str = ""
    whose: Whose = Whose.NOBODYS
    is_list: bool = False
    is_open: bool = False
    is_api: bool = False


def _nothing(world: World, user: User) -> dict[str, Any]:
    return {}


def _case(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.case.reference}


def _offender(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.case.offender.reference}


def _victim(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.reference}


def _person(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.colleague.reference}


def _draft(world: World, user: User) -> dict[str, Any]:
    """The reader's own where they have one; else somebody's."""
    drafts = world.drafts
    return {"key": drafts.get(user.pk, next(iter(drafts.values()))).key}


def _reminder(world: World, user: User) -> dict[str, Any]:
    reminders = world.reminders
    return {"number": reminders.get(user.pk, next(iter(reminders.values()))).pk}


def _import(state: ImportState) -> Answers:
    return lambda world, user: {"key": world.imports[state].key}


def _date(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def _colleague_changed(world: World, user: User) -> dict[str, Any]:
    return {"name": "Lavinia Thrupp-Hale", "role": Role.VLO, "organisation": world.colleague.organisation_id}


def _new_person(world: World, user: User) -> dict[str, Any]:
    return {**_colleague_changed(world, user), "name": "Somebody New", "email": "new@example.org"}


def _contact(world: World, user: User) -> dict[str, Any]:
    return {"channel": "phone", "outcome": "spoke", **_date("happened_on", NOW)}


def _offender_step(world: World, user: User) -> dict[str, Any]:
    sentenced = _date("sentenced_on", world.enrolment.sentenced_on)
    answers = {name: value for name, value in OFFENDER_ANSWERS.items() if value and name != "sentenced_on"}
    return {**answers, **sentenced, "court": "A court of Kent", "months": 8}


def _offence_step(world: World, user: User) -> dict[str, Any]:
    committed = {"committed_on_day": 2, "committed_on_month": 8, "committed_on_year": 2026}
    return {"offence": OFFENCE_ANSWERS["code"], **committed}


def _victim_step(world: World, user: User) -> dict[str, Any]:
    answers = {name: value for name, value in victim_answers(DRAFTED).items() if value}
    return {**answers, "first_names": "Maria Jane"}


def _newest_reminder(world: World, user: User) -> dict[str, Any]:
    return {"up_to": max((row.pk for row in Reminder.objects.all()), default=0)}


MATRIX: dict[str, Entry] = {
    # The project's own
    "home": Entry(EVERYBODY),
    "healthz": Entry(EVERYBODY, is_open=True),
    "readyz": Entry(EVERYBODY, is_open=True),
    "schema": Entry(EVERYBODY, ("/api/v1/performance/",), is_api=True),
    # People and their passwords
    "accounts:sign_in": Entry(
        EVERYBODY, is_open=True, sends=lambda world, user: {"username": user.email, "password": PASSWORD}
    ),
    "accounts:sign_out": Entry(EVERYBODY, is_open=True, reads=False, sends=_nothing),
    "accounts:change_password": Entry(
        EVERYBODY,
        ("Change your password",),
        sends=lambda world, user: {"current": PASSWORD, "new": "three words unrelated entirely"},
    ),
    "accounts:people": Entry(ADMINISTRATORS, (COLLEAGUE,), asks="words=Lavinia"),
    "accounts:add_person": Entry(ADMINISTRATORS, ("Add a person",), sends=_new_person),
    "accounts:person": Entry(ADMINISTRATORS, (COLLEAGUE,), gives=_person, sends=_colleague_changed),
    "accounts:deactivate_person": Entry(ADMINISTRATORS, (COLLEAGUE,), gives=_person, sends=_nothing),
    "accounts:reactivate_person": Entry(ADMINISTRATORS, gives=_person, reads=False, sends=_nothing),
    "accounts:give_new_password": Entry(ADMINISTRATORS, gives=_person, reads=False, sends=_nothing),
    "accounts:audit_trail": Entry(ADMINISTRATORS, (CASE, "recorded a contact"), asks=f"subject={CASE}"),
    "accounts:reference": Entry(ADMINISTRATORS, ("Reference data",)),
    "accounts:reference_table": Entry(
        ADMINISTRATORS, ("Reference data",), gives=lambda world, user: {"slug": "bank-holidays"}
    ),
    # The offender manager
    "cases:people_i_manage": Entry(SUPERVISING, (OFFENDER,), is_list=True),
    "cases:person_i_manage": Entry(
        SUPERVISING,
        (OFFENDER,),
        gives=_offender,
        whose=Whose.OWN,
    ),
    "cases:log_event": Entry(
        SUPERVISING,
        (OFFENDER,),
        gives=lambda world, user: {**_offender(world, user), "kind": "release_planned"},
        sends=lambda world, user: _date("happens_on", LATER),
        whose=Whose.OWN,
    ),
    "cases:api_events": Entry(
        SUPERVISING,
        gives=_offender,
        sends=lambda world, user: {"kind": "release_planned", "happens_on": f"{LATER}"},
        reads=False,
        whose=Whose.OWN,
        is_api=True,
    ),
    # The unit's lists
    "victims:my_work": Entry(frozenset({Role.VLO}), (CASE, VICTIM_IN_LISTS), is_list=True),
    "victims:unit_queue": Entry(UNIT, (CASE,), is_list=True),
    "victims:manager_home": Entry(MANAGERS, (CASE,), is_list=True),
    "victims:search": Entry(UNIT, (CASE, VICTIM), asks=f"q={VICTIM}", is_list=True),
    "victims:allocation_queue": Entry(MANAGERS, (f"{CASE}-2",), is_list=True),
    "victims:allocate": Entry(
        MANAGERS,
        (f"{CASE}-2", "Officers"),
        gives=lambda world, user: {"reference": world.unallocated.reference},
        sends=lambda world, user: {"officer": world.colleague.pk},
        whose=Whose.UNITS,
    ),
    "victims:api_work": Entry(frozenset({Role.VLO}), (CASE,), is_list=True, is_api=True),
    # A case
    "victims:case_page": Entry(UNIT, (CASE, OFFENDER, VICTIM), gives=_case, whose=Whose.UNITS),
    "victims:case_timeline": Entry(UNIT, (CASE, OFFENDER), gives=_case, whose=Whose.UNITS),
    "victims:case_sentence": Entry(UNIT, (CASE, OFFENDER, "Stalking"), gives=_case, whose=Whose.UNITS),
    "victims:name_offender_manager": Entry(
        UNIT,
        (OFFENDER,),
        gives=_case,
        sends=lambda world, user: {"officer": world.beside[Role.OFFENDER_MANAGER].pk},
        whose=Whose.UNITS,
    ),
    # A victim
    "victims:victim_page": Entry(UNIT, (VICTIM, PHONE, SAFE_WORDS, CONTACT_NOTE), gives=_victim, whose=Whose.UNITS),
    "victims:record_contact": Entry(
        OFFICERS, (VICTIM, PHONE, SAFE_WORDS), gives=_victim, sends=_contact, whose=Whose.UNITS
    ),
    "victims:api_contacts": Entry(
        OFFICERS,
        gives=_victim,
        sends=lambda world, user: {"channel": "phone", "outcome": "spoke", "happened_on": f"{NOW:%Y-%m-%d}"},
        reads=False,
        whose=Whose.UNITS,
        is_api=True,
    ),
    "victims:safe_contact": Entry(
        UNIT,
        (VICTIM, SAFE_WORDS),
        gives=_victim,
        sends=lambda world, user: {"preferred_channel": "email", "language": "Polish", "format": "standard"},
        whose=Whose.UNITS,
    ),
    "victims:add_contact_point": Entry(
        UNIT,
        (VICTIM,),
        gives=_victim,
        sends=lambda world, user: {"kind": "mobile", "value": "07700 900111"},
        whose=Whose.UNITS,
    ),
    "victims:retire_contact_point": Entry(
        UNIT,
        (PHONE,),
        gives=lambda world, user: {"reference": world.enrolment.reference, "number": 1},
        sends=lambda world, user: {"reason": "It is not theirs any more"},
        whose=Whose.UNITS,
    ),
    # Caseload files
    "victims:import_caseload": Entry(INTAKE, (FILE,), sends=_nothing, is_list=True),
    "victims:import_progress": Entry(
        INTAKE,
        (FILE, "Check what will be brought in"),
        gives=_import(ImportState.CHECKED),
        sends=lambda world, user: {"do": "set_aside"},
        whose=Whose.UNITS,
    ),
    "victims:import_confirm": Entry(
        INTAKE, gives=_import(ImportState.CHECKED), reads=False, sends=_nothing, whose=Whose.UNITS
    ),
    "victims:import_errors": Entry(INTAKE, (FAULT,), gives=_import(ImportState.REFUSED), whose=Whose.UNITS),
    # Referrals
    "victims:my_referrals": Entry(POLICE, (VICTIM, REFERRAL), is_list=True),
    "victims:refer_start": Entry(POLICE, (DRAFTED,), sends=_nothing, is_list=True),
    "victims:refer_offender": Entry(POLICE, (OFFENDER,), gives=_draft, sends=_offender_step, whose=Whose.OWN),
    "victims:refer_offence": Entry(
        POLICE, ("Stalking",), gives=_draft, sends=_offence_step, asks="q=PH97006", whose=Whose.OWN
    ),
    "victims:refer_verdict": Entry(POLICE, ("What you can say",), gives=_draft, sends=_nothing, whose=Whose.OWN),
    "victims:refer_victim": Entry(POLICE, (DRAFTED,), gives=_draft, sends=_victim_step, whose=Whose.OWN),
    "victims:refer_check": Entry(POLICE, (DRAFTED, OFFENDER), gives=_draft, sends=_nothing, whose=Whose.OWN),
    "victims:refer_remove": Entry(POLICE, (DRAFTED,), gives=_draft, sends=_nothing, whose=Whose.OWN),
    "victims:referral": Entry(
        POLICE, (VICTIM, REFERRAL), gives=lambda world, user: {"reference": REFERRAL}, whose=Whose.UNITS
    ),
    # Reminders
    "notifications:reminders": Entry(UNIT, (REMINDER,), is_list=True),
    "notifications:read_all": Entry(UNIT, reads=False, sends=_newest_reminder),
    "notifications:read_one": Entry(UNIT, gives=_reminder, reads=False, sends=_nothing, whose=Whose.OWN),
    # Figures
    "reports:targets": Entry(TARGETS, ("Targets", "Table 4")),
    "reports:figure_cases": Entry(MANAGERS, (CASE,), asks="from=2026-11-01&to=2026-11-20&by=region", is_list=True),
    "reports:figures_file": Entry(TARGETS, ("Kent, Surrey and Sussex",)),
    "reports:api_performance": Entry(TARGETS, ("on_time_percent",), is_api=True),
}
