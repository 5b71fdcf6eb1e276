"""Replay the story through the real actions, in the order things happened, on a frozen clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import make_aware

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from accounts.roles import ORGANISATION_OF
from cases.actions.events import record_event
from cases.actions.supervision import name_offender_manager
from notifications.actions.chasing import send_prompts
from notifications.actions.offers import tell_of_offers
from notifications.actions.planning import plan_events
from victims.actions.allocation import allocate
from victims.actions.contact import record_contact
from victims.actions.referral_drafts import begin_draft, keep_answers, keep_entry
from victims.actions.referrals import submit_referral
from victims.models import Enrolment
from victims.queries.victim_page import events_to_tell
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE
from vlu.demo.asking import ASKING, FIRST_DAY
from vlu.demo.between_units import BETWEEN_UNITS
from vlu.demo.cast import CAST, DEMO_PASSWORD, Player
from vlu.demo.court_results import COURT_RESULTS
from vlu.demo.decisions import DECISIONS, Decide
from vlu.demo.identity import settle_who_is_who
from vlu.demo.reminding import ABOUT_A_CASE, IN_THE_UNIT
from vlu.demo.story import TALES, Also, Contact, Event, Tale
from vlu.lib import clock
from vlu.lib.clock import LONDON
from vlu.lib.working_days import WorkingCalendar

Step = tuple[datetime, Callable[[], None]]


class Replay:
    """One run of the story as seen from `today`: people by key, and each tale's enrolment once it is there."""

    def __init__(self, today: date, calendar: WorkingCalendar) -> None:
        self.today = today
        self.calendar = calendar
        self.people: dict[str, User] = {}
        self.enrolments: dict[int, Enrolment] = {}

    def run(self) -> int:
        """Steps are taken in the order of their moments, across all tales. Returns how many people were enrolled."""
        self.people = {player.key: add_player(player) for player in CAST}
        steps = [step for number, tale in enumerate(TALES) for step in self.steps_of(number, tale)]
        steps += self.between_tales()
        for moment, step in sorted(steps, key=lambda pair: pair[0]):
            with clock.frozen_at(moment):
                step()
        settle_who_is_who(self.people)
        return len(self.enrolments)

    def steps_of(self, number: int, tale: Tale) -> Iterator[Step]:
        yield self.at(tale.referred, 9, number), partial(self.refer, number, tale)
        if tale.offender_manager:
            yield self.at(tale.referred, 10, number), partial(self.name_manager, number, tale)
        if tale.allocated is not None:
            yield self.at(tale.allocated, 11, number), partial(self.allocate, number, tale)
        for contact in tale.contacts:
            # A contact before the referral is recorded once the case is with an officer, under its own date.
            recorded = min(contact.ago, tale.allocated or contact.ago)
            yield self.at(recorded, 14, number), partial(self.contact, number, tale, contact)
        for event in tale.events:
            yield self.at(event.ago, 8, number), partial(self.report, number, tale, event)
        if decided := DECISIONS.get((tale.victim, tale.offender)):
            yield self.at(decided[0], 15, number), partial(self.decide, number, decided[1], decided[2])

    def between_tales(self) -> Iterator[Step]:
        """What units do with one another and with offices that refer: after the tales of the same day, then the
        prompts of that day. None are sent today: beat does that."""
        told = {(tale.victim, tale.offender): number for number, tale in enumerate(TALES)}
        for place, (ago, tale, act) in enumerate((*BETWEEN_UNITS, *ASKING, *ABOUT_A_CASE)):
            yield self.at(ago, 16, place), partial(self.act, told[tale], act)
        for ago, do in (*COURT_RESULTS, *IN_THE_UNIT):
            yield self.at(ago, 12, 0), partial(do, self.people, self.day)
        for ago in range(FIRST_DAY, 0, -1):
            yield self.at(ago, 17, 0), self.prompt

    def prompt(self) -> None:
        """What beat does in the service: the prompts whose day it is, and word of offers."""
        send_prompts(clock.now())
        tell_of_offers(clock.today())

    def act(self, number: int, act: Callable[[Enrolment, Mapping[str, User]], object]) -> None:
        enrolment = self.enrolments[number]
        enrolment.refresh_from_db()
        act(enrolment, self.people)

    def day(self, working_days_ago: int) -> date:
        return self.calendar.add(self.today, -working_days_ago)

    def at(self, working_days_ago: int, hour: int, number: int) -> datetime:
        """A minute of that day for each tale, never later than now."""
        moment = make_aware(datetime.combine(self.day(working_days_ago), time(hour, number % 60)), LONDON)
        return min(moment, clock.now() - timedelta(minutes=5) + timedelta(seconds=hour))

    def refer(self, number: int, tale: Tale) -> None:
        referrer = self.people[tale.referrer]
        draft = begin_draft(by=referrer)
        sentenced_on = self.day(tale.sentenced)
        keep_answers(draft=draft, step=OFFENDER, answers=offender_part(tale, sentenced_on), by=referrer)
        for part in offence_parts(tale, sentenced_on):
            keep_entry(draft=draft, step=OFFENCES, answers=part, by=referrer)
        for part in people_parts(tale):
            keep_entry(draft=draft, step=PEOPLE, answers=part, by=referrer)
        referral = submit_referral(draft=draft, by=referrer)
        self.enrolments[number] = Enrolment.objects.filter(referral=referral).earliest("id")

    def name_manager(self, number: int, tale: Tale) -> None:
        case = self.enrolments[number].case
        name_offender_manager(case=case, officer=self.people[tale.offender_manager], by=self.people["vao"])

    def allocate(self, number: int, tale: Tale) -> None:
        area = tale.officer.partition(".")[2]
        manager = self.people[f"manager.{area}" if area else "manager"]
        allocate(enrolment=self.enrolments[number], officer=self.people[tale.officer], by=manager)

    def contact(self, number: int, tale: Tale, contact: Contact) -> None:
        enrolment = self.enrolments[number]
        enrolment.refresh_from_db()
        record_contact(
            enrolment=enrolment,
            happened_on=self.day(contact.ago),
            happened_at=clock.now().time().replace(microsecond=0),
            channel=contact.channel,
            outcome=contact.outcome,
            explained=["scheme", "sentence", "choices"] if contact.outcome == "spoke" else [],
            they_asked=contact.asked,
            already_knew=contact.knew,
            already_knew_from=contact.knew_from,
            told_of=events_to_tell(enrolment),
            next_step=contact.next_step,
            next_on=self.calendar.add(self.today, contact.next_in) if contact.next_in is not None else None,
            by=self.people[tale.officer],
        )

    def decide(self, number: int, by: str, decide: Decide) -> None:
        enrolment = self.enrolments[number]
        enrolment.refresh_from_db()
        decide(enrolment, self.people[by])

    def report(self, number: int, tale: Tale, event: Event) -> None:
        record_event(
            case=self.enrolments[number].case,
            kind=event.kind,
            happens_on=self.day(event.ago) + timedelta(days=event.happens_in),
            note=event.note,
            by=self.people[tale.offender_manager],
        )
        plan_events()


def add_player(player: Player) -> User:
    user = User(
        email=player.email, name=player.name, role=player.role, phone=player.phone, organisation=office_of(player)
    )
    user.set_password(DEMO_PASSWORD)
    user.full_clean()
    user.save()
    return user


def office_of(player: Player) -> Organisation:
    """The unit the reference data made for that kind of work in that area."""
    kind = ORGANISATION_OF[Role(player.role)]
    if kind == OrganisationKind.WCU:
        return Organisation.objects.get(kind=kind, force__name=player.force)
    if kind == OrganisationKind.NATIONAL:
        return Organisation.objects.get(kind=kind)
    return Organisation.objects.get(kind=kind, region=player.region)


def offender_part(tale: Tale, sentenced_on: date) -> dict[str, Any]:
    first, _, last = tale.offender.partition(" ")
    length = {unit: tale.sentence.length.get(unit, 0) for unit in ("years", "months", "weeks", "days")}
    return {
        "first_names": first,
        "last_name": last,
        "date_of_birth": tale.born,
        **dict.fromkeys(("noms", "pnc", "cro", "crn"), ""),
        "court": COURT_OF[tale.referrer],
        "court_as_written": "",
        "sentenced_on": sentenced_on.isoformat(),
        "disposal": tale.sentence.disposal,
        **length,
        "remand_days": tale.sentence.remand_days,
        "release": tale.release,
        "officer_name": "DC Marcus Fry",
        "officer_contact": "01632 960150",
    }


def offence_parts(tale: Tale, sentenced_on: date) -> list[dict[str, Any]]:
    """The offence of the first step's sentence, then those with a sentence of their own."""
    committed_on = (sentenced_on - timedelta(days=90)).isoformat()
    return [
        {
            "code": sentence.code,
            "label": "",
            "committed_on": committed_on,
            "own_sentence": sentence is not tale.sentence,
            "disposal": sentence.disposal if sentence is not tale.sentence else "",
            **{unit: sentence.length.get(unit, 0) for unit in ("years", "months", "weeks", "days")},
        }
        for sentence in (tale.sentence, *tale.further)
    ]


def people_parts(tale: Tale) -> list[dict[str, Any]]:
    every = tuple(range(1, len(tale.further) + 2))
    first = victim_part(Also(tale.victim, tale.category, tale.behalf, every)) | dict(tale.safe)
    return [first, *(victim_part(one) for one in tale.also)]


def victim_part(person: Also) -> dict[str, Any]:
    first, _, last = person.victim.partition(" ")
    digits = f"{sum(map(ord, person.victim)) % 1000:03d}"
    return {
        "offences": [str(number) for number in person.offences],
        "date_of_birth": None,
        "letter_name": person.victim,
        "letter_name_confirmed": True,
        "another_of_the_name": False,
        "relation": "",
        "harmed_name": "",
        "harmed_born_on": None,
        "authority_basis": "",
        "capacity_note": "",
        "first_names": first,
        "last_name": last,
        "name_to_use": "",
        "category": person.category,
        "mobile": f"07700 900{digits}",  # the range set aside for drama
        "phone": "",
        "email": f"{first.lower()}.{last.lower()}@people.example",
        "post": "",
        "no_contact_reason": "",
        "preferred_channel": "phone",
        "text_first": False,
        "never_withheld_number": True,
        "safe_times": "",
        "who_may_answer": "",
        "words_to_avoid": "",
        "through_advocate": False,
        "advocate_kind": "",
        "advocate_name": "",
        "advocate_contact": "",
        "language": "English",
        "interpreter": False,
        "format": "standard",
        "told": "That a victim liaison officer will contact them.",
        "told_by": "The witness care officer",
        "safety_checked": True,
        **person.behalf,
    }


# The Crown Courts at Maidstone, Lewes, Reading and Newcastle.
COURT_OF = {"wco": "C46MA00", "wco2": "C47LW00", "wco.south": "C43RE00", "wco.north": "C10NE00"}
