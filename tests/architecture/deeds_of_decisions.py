"""The deeds of decisions about contact: part of tests/architecture/deeds.py."""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import User
from tests.access.world import World
from tests.architecture.deed import Deed
from tests.factories.cases import NOW
from victims.actions import complaints, discretion, lateness, notes, offering_again, victim_decisions
from victims.enums import DeadlineKind
from victims.models import ReasonCode

TODAY = NOW.date()


def _decline(world: World, by: User) -> object:
    return victim_decisions.record_victim_decision(
        enrolment=world.enrolment,
        kind="declined",
        decided_on=TODAY,
        told_by="referrer",
        explained=["scheme"],
        note="Perpetua Quillfeather asked for quiet",
        by=by,
    )


def _decide_offer(world: World, by: User) -> object:
    waiting = world.enrolment.deadlines.get(kind=DeadlineKind.DECIDE_OFFER)
    return offering_again.decide_offer(deadline=waiting, offer=True, reason="He is at large", by=by)


def _decide(world: World, by: User) -> object:
    return discretion.decide_discretion(enrolment=world.unallocated, granted=False, reason="No ground applies", by=by)


def _tell(world: World, by: User) -> object:
    decision = world.enrolment.discretionary_decisions.get()
    return discretion.tell_outcome(decision=decision, how="phone", told_on=TODAY, by=by)


def _read(world: World, by: User) -> object:
    assert world.enrolment.referral
    seen = [world.enrolment.discretionary_decisions.get().pk]
    return discretion.read_outcome(referral=world.enrolment.referral, seen=seen, by=by)


def _late(world: World, by: User) -> object:
    reason = ReasonCode.objects.get(key="lateness:WORKLOAD")
    return lateness.record_lateness(enrolment=world.enrolment, reason=reason, note="", by=by)


def _complain(world: World, by: User) -> object:
    return complaints.record_complaint(
        enrolment=world.enrolment, received_on=TODAY, summary="Perpetua Quillfeather waited for a call", by=by
    )


def _acknowledge(world: World, by: User) -> object:
    return complaints.record_complaint_step(
        complaint=world.complaint, step="acknowledged", happened_on=TODAY, eligible=True, by=by
    )


def _send_note(world: World, by: User) -> object:
    return notes.record_note_sent(contact=world.note.contact, sent_on=TODAY, by=by)


def _answer_note(world: World, by: User) -> object:
    return notes.record_note_answer(note=world.note, answer="agreed", answered_on=TODAY, by=by)


DEEDS: dict[str, Deed] = {
    "victims.actions.victim_decisions.record_victim_decision": Deed(Role.VLO, _decline, ("enrolment.victim_decided",)),
    "victims.actions.victim_decisions.rejoin": Deed(
        Role.VLO,
        lambda world, by: victim_decisions.rejoin(enrolment=world.enrolment, by=by),
        ("enrolment.victim_decided",),
    ),
    "victims.actions.offering_again.decide_offer": Deed(Role.MANAGER, _decide_offer, ("enrolment.offer_decided",)),
    "victims.actions.discretion.decide_discretion": Deed(Role.MANAGER, _decide, ("enrolment.discretion_decided",)),
    "victims.actions.discretion.tell_outcome": Deed(Role.MANAGER, _tell, ("enrolment.not_offered",)),
    "victims.actions.discretion.read_outcome": Deed(Role.WCO, _read, ("enrolment.not_offered",)),
    "victims.actions.complaints.record_complaint": Deed(Role.MANAGER, _complain, ("complaint.received",)),
    "victims.actions.complaints.record_complaint_step": Deed(Role.MANAGER, _acknowledge, ("complaint.step_recorded",)),
    "victims.actions.notes.record_note_sent": Deed(Role.VLO, _send_note, ("enrolment.note_sent",)),
    "victims.actions.notes.record_note_answer": Deed(Role.VLO, _answer_note, ("enrolment.note_answered",)),
    "victims.actions.lateness.record_lateness": Deed(Role.VLO, _late, ("enrolment.lateness_explained",)),
}

SILENT: dict[str, str] = {
    "victims.actions.discretion.end_discretion": "part of a new verdict, which the action that gives it writes down",
    "victims.actions.offering_again.open_offer_clock": "derived from the event, which record_event wrote down",
    "victims.actions.offering_again.offer_before_dates": "derived from dates that were written down when recorded",
    "victims.actions.offering_again.ask_again": "part of the decision, which record_victim_decision writes down",
}
