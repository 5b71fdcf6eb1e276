"""Two invented cases through a Christmas, as real actions of real people: who did what, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from accounts.actions.absences import record_absence
from accounts.enums import Role
from accounts.models import User
from cases.actions.offender_events import report_event
from cases.actions.supervision import name_offender_manager
from notifications.actions.in_hand import acknowledge, snooze
from victims.actions.allocation import allocate
from victims.actions.contact import record_contact
from victims.actions.notes import record_note_answer, record_note_sent
from victims.actions.referral_drafts import begin_draft, keep_answers, keep_entry
from victims.actions.referrals import submit_referral
from victims.actions.victim_decisions import rejoin
from victims.models import AgreedNote, ContactEntry, Deadline, Enrolment
from victims.queries.victim_page import events_to_tell
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE
from vlu.demo.build import offence_parts, offender_part, people_parts
from vlu.demo.story import ASSAULT, STALKING, Tale
from vlu.lib import clock

BRYONY = Tale("Bryony Marchetti", "Harlan Doyle", "1984-02-11", STALKING, 0, 0)
OWEN = Tale("Owen Prosser", "Curtis Vane", "1990-07-19", ASSAULT, 0, 0)
Happening = tuple[datetime, str, Callable[[], object]]


class Story:
    """Bryony Marchetti is in the Victim Notification Scheme, Owen Prosser in the Victim Contact Scheme."""

    def __init__(self, person: Callable[..., User]) -> None:
        self.carl = person(Role.WCO, name="Carl Denham", email="carl@kent.example")
        self.ruth = person(Role.MANAGER, name="Ruth Oyelaran", email="ruth@unit.example")
        self.asha = person(Role.VLO, name="Asha Rahman", email="asha@unit.example")
        self.kit = person(Role.VLO, name="Kit Mercer", email="kit@unit.example")
        self.head = person(Role.HEAD, name="Gordon Astley", email="gordon@head.example")
        self.pete = person(Role.OFFENDER_MANAGER, name="Pete Lacey", email="pete@prison.example")
        self.vao = person(Role.VAO, name="Marek Nowak", email="marek@unit.example")

    def happenings(self) -> list[Happening]:
        return sorted([*self._of_bryony(), *self._of_owen()], key=lambda happening: happening[0])

    def _of_owen(self) -> list[Happening]:
        return [
            (at("30 Nov 10:00"), "Carl Denham refers Owen P.", lambda: self.refer(OWEN, date(2026, 11, 12))),
            (at("30 Nov 15:00"), "Ruth Oyelaran allocates Owen P. to Kit Mercer", lambda: self.give(OWEN, self.kit)),
            (at("14 Dec 09:00"), "Kit Mercer is to be away 21 December to 3 January; Asha Rahman covers", self.leave),
            (at("18 Dec 16:00"), "Kit Mercer puts off the reminders of first contact with Owen P. to 29 December",
             lambda: self.put_off(OWEN, "first_contact", date(2026, 12, 29), self.kit)),
            (at("8 Jan 10:00"), "Kit Mercer speaks to Owen P. on the telephone, who wants contact",
             lambda: self.reach(OWEN, self.kit, accepts=True)),
            (at("11 Jan 10:00"), "Pete Lacey reports: release is planned, Thursday 21 January",
             lambda: self.report(OWEN, "release_planned", date(2027, 1, 21))),
            (at("11 Jan 14:00"), "Kit Mercer tells Owen P. on the telephone", lambda: self.reach(OWEN, self.kit)),
            (at("14 Jan 06:30"), "Pete Lacey reports: release is planned, now Friday 29 January",
             lambda: self.report(OWEN, "release_planned", date(2027, 1, 29))),
            (at("14 Jan 11:00"), "Kit Mercer tells Owen P., who says which licence conditions he wants",
             lambda: self.reach(OWEN, self.kit, explained=["conditions_asked"])),
            (at("15 Jan 15:00"), "Kit Mercer writes to Owen P.",
             lambda: self.reach(OWEN, self.kit, channel="letter", outcome="sent")),
        ]  # fmt: skip

    def _of_bryony(self) -> list[Happening]:
        return [
            (at("2 Dec 11:00"), "Carl Denham refers Bryony M.", lambda: self.refer(BRYONY, date(2026, 11, 27))),
            (at("2 Dec 14:00"), "Ruth Oyelaran allocates Bryony M. to Asha Rahman",
             lambda: self.give(BRYONY, self.asha)),
            (at("7 Dec 10:00"), "Pete Lacey reports: release is planned, Friday 5 February",
             lambda: self.report(BRYONY, "release_planned", date(2027, 2, 5))),
            (at("7 Dec 15:00"), "Asha Rahman calls Bryony M.; nobody answers",
             lambda: self.reach(BRYONY, self.asha, outcome="no_answer")),
            (at("8 Dec 09:00"), "Asha Rahman says that telling Bryony M. is in hand",
             lambda: self.take(BRYONY, "tell_of_event", self.asha)),
            (at("12 Dec 10:00"), "Pete Lacey reports: release is planned, now Tuesday 15 December",
             lambda: self.report(BRYONY, "release_planned", date(2026, 12, 15))),
            (at("14 Dec 10:00"), "Asha Rahman tells Bryony M. of both on the telephone, and asks about conditions",
             lambda: self.reach(BRYONY, self.asha, explained=["conditions_asked"])),
            (at("15 Dec 09:30"), "Pete Lacey reports: released", lambda: self.report(BRYONY, "released", None)),
            (at("15 Dec 10:00"), "Asha Rahman tells Bryony M. on the telephone", lambda: self.reach(BRYONY, self.asha)),
            (at("17 Dec 16:00"), "Asha Rahman writes to Bryony M., with the notes of both calls", self.send_notes),
            (at("5 Jan 10:00"), "Bryony M. agrees with both notes", self.agree_with_notes),
        ]  # fmt: skip

    def refer(self, tale: Tale, sentenced_on: date) -> None:
        draft = begin_draft(by=self.carl)
        keep_answers(draft=draft, step=OFFENDER, answers=offender_part(tale, sentenced_on), by=self.carl)
        for part in offence_parts(tale, sentenced_on):
            keep_entry(draft=draft, step=OFFENCES, answers=part, by=self.carl)
        for part in people_parts(tale):
            keep_entry(draft=draft, step=PEOPLE, answers=part, by=self.carl)
        submit_referral(draft=draft, by=self.carl)
        name_offender_manager(case=of(tale).case, officer=self.pete, by=self.vao)

    def give(self, tale: Tale, officer: User) -> None:
        allocate(enrolment=of(tale), officer=officer, by=self.ruth)

    def leave(self) -> None:
        days = {"first_day": date(2026, 12, 21), "last_day": date(2027, 1, 3)}
        record_absence(person=self.kit, **days, cover=self.asha, by=self.ruth)

    def report(self, tale: Tale, kind: str, day: date | None) -> None:
        report_event(offender=of(tale).case.offender, kind=kind, happens_on=day or clock.today(), by=self.pete)

    def put_off(self, tale: Tale, kind: str, until: date, by: User) -> None:
        deadline = clock_of(tale, kind)
        snooze(deadline=deadline, target_date=deadline.due_on, until=until, reason="After the funeral", by=by)

    def take(self, tale: Tale, kind: str, by: User) -> None:
        deadline = clock_of(tale, kind)
        acknowledge(deadline=deadline, target_date=deadline.due_on, note="Calling again today", by=by)

    def send_notes(self) -> None:
        self.reach(BRYONY, self.asha, channel="email", outcome="sent")
        for call in ContactEntry.objects.filter(enrolment=of(BRYONY), channel="phone", reached=True):
            record_note_sent(contact=call, sent_on=clock.today(), by=self.asha)

    def agree_with_notes(self) -> None:
        for note in AgreedNote.objects.filter(contact__enrolment=of(BRYONY)):
            record_note_answer(note=note, answer="agreed", answered_on=clock.today(), by=self.asha)

    def reach(self, tale: Tale, by: User, *, accepts: bool = False, **facts: Any) -> None:
        """A contact or an attempt; of what was reported they are told if it reached them."""
        enrolment = of(tale)
        given = {"channel": "phone", "outcome": "spoke", "told_of": events_to_tell(enrolment), **facts}
        record_contact(enrolment=enrolment, happened_on=clock.today(), by=by, **given)
        if accepts:
            rejoin(enrolment=enrolment, by=by)


def of(tale: Tale) -> Enrolment:
    found: Enrolment = Enrolment.objects.get(victim__first_names=tale.victim.split()[0])
    return found


def clock_of(tale: Tale, kind: str) -> Deadline:
    found: Deadline = Deadline.objects.standing().get(enrolment=of(tale), kind=kind)
    return found


def at(words: str) -> datetime:
    """Of the winter of 2026: "7 Dec 15:00"."""
    year = 2027 if "Jan" in words else 2026
    return datetime.strptime(f"{words} {year}", "%d %b %H:%M %Y").replace(tzinfo=clock.LONDON)
