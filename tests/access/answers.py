"""What fills an address of the matrix, and what is sent to it: by whom, and of which world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from accounts.enums import Role
from accounts.models import User
from cases.queries.courts import named_courts
from notifications.models import Reminder
from tests.access.world import DRAFTED, OFFENCE_ANSWERS, OFFENDER_ANSWERS, World, victim_answers
from tests.factories.cases import NOW
from victims.actions.recompute_runs import ask_for_recompute
from victims.clock_enums import RecomputeCause
from victims.enums import ImportState

Answers = Callable[[World, User], Mapping[str, Any]]
LATER = (NOW + timedelta(days=9)).date()


def nothing(world: World, user: User) -> dict[str, Any]:
    return {}


def case(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.case.reference}


def offender(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.case.offender.reference}


def victim(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.enrolment.reference}


def restricted(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.restricted.reference}


def like_offenders(world: World, user: User) -> dict[str, Any]:
    return {"one": world.like_offenders.one.reference, "other": world.like_offenders.other.reference}


def like_victims(world: World, user: User) -> dict[str, Any]:
    return {"one": world.like_victims.one.reference, "other": world.like_victims.other.reference}


def merged_victims(world: World, user: User) -> dict[str, Any]:
    safe = world.like_victims.one.safe_contacts.get()
    return {"kept": world.like_victims.one.reference, "reason": "One address", "safe_contact": safe.pk}


def person(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.colleague.reference}


def draft(world: World, user: User) -> dict[str, Any]:
    """The reader's own where they have one; else somebody's."""
    drafts = world.drafts
    return {"key": drafts.get(user.pk, next(iter(drafts.values()))).key}


def draft_entry(world: World, user: User) -> dict[str, Any]:
    return {**draft(world, user), "entry": 1}


def reminder(world: World, user: User) -> dict[str, Any]:
    reminders = world.reminders
    return {"number": reminders.get(user.pk, next(iter(reminders.values()))).pk}


def file(state: ImportState) -> Answers:
    return lambda world, user: {"key": world.imports[state].key}


def date(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def sentence_changed(world: World, user: User) -> dict[str, Any]:
    today = NOW.date()
    return {"cause": "appeal", **date("sentenced_on", today), "disposal": "imprisonment", "months": 11}


def colleague_changed(world: World, user: User) -> dict[str, Any]:
    return {"name": "Lavinia Thrupp-Hale", "role": Role.VLO, "organisation": world.colleague.organisation_id}


def new_person(world: World, user: User) -> dict[str, Any]:
    return {**colleague_changed(world, user), "name": "Somebody New", "email": "new@example.org"}


def contact(world: World, user: User) -> dict[str, Any]:
    return {"channel": "phone", "outcome": "spoke", **date("happened_on", NOW)}


def declined(world: World, user: User) -> dict[str, Any]:
    return {"told_by": "referrer", "explained": ["scheme"], **date("decided_on", NOW)}


def api_contact(world: World, user: User) -> dict[str, Any]:
    return {"channel": "phone", "outcome": "spoke", "happened_on": f"{NOW:%Y-%m-%d}"}


def written_court(user: User) -> str:
    """Somebody who belongs to no force must name a court of the list."""
    return "A court of Kent" if user.organisation.force else named_courts()[0].label


def offender_step(world: World, user: User) -> dict[str, Any]:
    sentenced = date("sentenced_on", world.enrolment.sentenced_on)
    answers = {name: value for name, value in OFFENDER_ANSWERS.items() if value and name != "sentenced_on"}
    informed = date("court_informed_on", world.enrolment.sentenced_on)
    return {**answers, **sentenced, **informed, "court": written_court(user), "months": 8}


def offence_step(world: World, user: User) -> dict[str, Any]:
    committed = {"committed_on_day": 2, "committed_on_month": 8, "committed_on_year": 2026}
    return {"offence": OFFENCE_ANSWERS["code"], **committed}


def victim_step(world: World, user: User) -> dict[str, Any]:
    answers = {name: value for name, value in victim_answers(DRAFTED).items() if value}
    return {**answers, "first_names": "Maria Jane", "offences": ["1"]}


def request(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.request.reference}


def same_person(world: World, user: User) -> dict[str, Any]:
    return {"reference": world.request.reference, "enrolment": world.enrolment.reference}


def link(world: World, user: User) -> dict[str, Any]:
    return {"token": world.link}


def linked(world: World, user: User) -> dict[str, Any]:
    return {"token": world.link, "reference": world.request.reference}


def no_thank_you(world: World, user: User) -> dict[str, Any]:
    return {"answer": "declined"}


def asking(world: World, user: User) -> dict[str, Any]:
    office = world.here[Role.WCO].organisation_id
    return {"offences": [world.enrolment.offence_id], "concerning": "Somebody Else", "organisation": office}


def chase_setting(world: World, user: User) -> dict[str, Any]:
    office = world.here[Role.WCO].organisation_id
    return {"organisation": office, "reply_days": 8, "second_day": 4, "third_day": 8}


def limit(world: World, user: User) -> dict[str, Any]:
    said = {"amount": 9, "runs": "yes", "source": "Instruction 7", "confidence": "H", "do": "change"}
    return {**date("from_day", LATER), **said}


def clock_check(world: World, user: User) -> dict[str, Any]:
    return {"key": ask_for_recompute(cause=RecomputeCause.NIGHTLY, by=None).key}


def protocol(world: World, user: User) -> dict[str, Any]:
    return {"team": world.here[Role.YOT_WORKER].organisation_id, "status": "being_agreed"}


def newest_reminder(world: World, user: User) -> dict[str, Any]:
    return {"up_to": max((row.pk for row in Reminder.objects.all()), default=0)}
