"""One small world for the permission matrix: a case in Kent, Surrey and Sussex with something of every kind to hide.

Each secret is a word that appears nowhere else, so that finding it in an answer means that something was told.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.actions.calendar_links import make_calendar_link
from accounts.enums import Role
from accounts.models import Absence, User
from cases.enums import Verdict
from cases.models import OffenderLikeness, OffenderMerge, Supervision
from cases.queries.courts import named_courts
from notifications.enums import ReminderRuleCode
from notifications.models import HeldBatch, Reminder
from tests.access.court_world import COURT_DEFENDANT, COURT_FILE, HARMED, court_file, held_result
from tests.access.world_of_decisions import add_complaint, add_decision, add_note
from tests.access.world_of_identity import RESTRICTED_OFFENDER, RESTRICTED_VICTIM, add_alike, add_restricted
from tests.access.world_of_messages import add_messages
from tests.access.world_offers import OFFERED_VICTIM, agree_protocol, offer_between_units
from tests.factories.accounts import UserFactory
from tests.factories.cases import SENTENCED, SentenceFactory
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory, SafeContactFactory
from victims.actions.allocation import allocate
from victims.actions.clocks import refresh_clocks
from victims.actions.contact import record_contact
from victims.actions.safe_contact import add_contact_point
from victims.enums import DeadlineKind, ImportState
from victims.models import (
    AgreedNote,
    CaseloadImport,
    ChaseSetting,
    Complaint,
    CourtResult,
    CourtResultFile,
    Deadline,
    Enrolment,
    Referral,
    ReferralDraft,
    ReferralRequest,
    YouthProtocol,
)
from victims.models.merging import VictimLikeness, VictimMerge
from victims.queries.answer_links import sign_link
from vlu.lib import clock

VICTIM = "Quillfeather"
VICTIM_IN_LISTS = "Perpetua Q."
UNALLOCATED_VICTIM = "Whimbrel"
OFFENDER = "Brackenbury"
PHONE = "07700 900457"
SAFE_WORDS = "the red gate is shut"
CONTACT_NOTE = "whether the garden wall may be raised"
EVENT_NOTE = "travelling by coach"
DRAFTED = "Ottershaw"
REMINDER = "Ask about the date of the letter"
FILE = "pilot-of-2021.csv"
FAULT = "gaol is not a disposal"
COLLEAGUE = "Lavinia Thrupp"
CASE = "KSS-26-8801"
REFERRAL = "REF-8801AB"
WHY_DECIDED = "the lodger next door is his cousin"  # a manager's reason, which no referrer reads
COMPLAINT = "the letter lay open in the hall"  # what a complaint is about, which managers alone read
REQUEST = "RQ-8801CD"
WITNESS_CARE = "Kent Witness Care Unit"
INBOX = "care@kent.example"
ASKED_FOR = "Thistlewood"  # whom a request for a referral concerns, as the court named them

OF_A_VICTIM = frozenset(
    {
        *(VICTIM, VICTIM_IN_LISTS, UNALLOCATED_VICTIM, PHONE, SAFE_WORDS, CONTACT_NOTE, REMINDER, FAULT, HARMED),
        VICTIM,
        VICTIM_IN_LISTS,
        UNALLOCATED_VICTIM,
        OFFERED_VICTIM,
        PHONE,
        SAFE_WORDS,
        CONTACT_NOTE,
        REMINDER,
        FAULT,
        RESTRICTED_VICTIM,
        WHY_DECIDED,
        COMPLAINT,
    }
)
WALLED_OFF = frozenset({RESTRICTED_VICTIM, RESTRICTED_OFFENDER})
COURT = frozenset({COURT_FILE, COURT_DEFENDANT})
OF_AN_OFFICE = frozenset({REFERRAL, REQUEST, ASKED_FOR})
SECRETS = OF_A_VICTIM | WALLED_OFF | COURT | OF_AN_OFFICE | {OFFENDER, EVENT_NOTE, DRAFTED, FILE, COLLEAGUE, CASE}
WRITTEN_SINCE = OF_A_VICTIM - {VICTIM} | {EVENT_NOTE}

# The column "Never sees" of the table of roles, and what follows from it.
NEVER_SEES: dict[Role, frozenset[str]] = {
    Role.VLO: frozenset({DRAFTED, FAULT, REQUEST, ASKED_FOR, HARMED, COMPLAINT}) | COURT,
    Role.VAO: WALLED_OFF | {DRAFTED, COMPLAINT},
    Role.MANAGER: WALLED_OFF | {DRAFTED},
    Role.WCO: WRITTEN_SINCE | WALLED_OFF,
    Role.WCU_SUPERVISOR: WRITTEN_SINCE | WALLED_OFF,
    Role.WCU_HEAD: WRITTEN_SINCE | WALLED_OFF,
    Role.YOT_WORKER: SECRETS - {DRAFTED, OFFENDER},  # which stand in their own draft
    Role.OFFENDER_MANAGER: OF_A_VICTIM | WALLED_OFF | {DRAFTED, FILE, REFERRAL, REQUEST, ASKED_FOR},
    Role.HEAD: SECRETS - {COLLEAGUE},
    Role.ADMIN: OF_A_VICTIM | WALLED_OFF | {OFFENDER, EVENT_NOTE, DRAFTED, FILE, ASKED_FOR},
}

OFFENDER_ANSWERS = {
    "first_names": "Neil",
    "last_name": OFFENDER,
    "date_of_birth": None,
    **dict.fromkeys(("noms", "pnc", "cro", "crn"), ""),
    "court": "",
    "court_as_written": "A court of Kent",
    "sentenced_on": "2026-11-09",
    "disposal": "imprisonment",
    "years": 0,
    "months": 0,
    "weeks": 26,
    "days": 0,
    "length_unknown": False,
    "remand_days": None,
    "release": "no",
}
OFFENCE_ANSWERS = {
    "code": "PH97006",
    "label": "Stalking without fear, alarm or distress",
    "committed_on": "2026-08-01",
}


def victim_answers(last_name: str) -> dict[str, Any]:
    """Step 3 of a referral, as its form takes it and as it is kept."""
    return {
        "category": "adult",
        "first_names": "Maria",
        "last_name": last_name,
        "name_to_use": "",
        "mobile": "07700 900999",
        **dict.fromkeys(("phone", "email", "post", "no_contact_reason"), ""),
        "preferred_channel": "phone",
        "text_first": False,
        "never_withheld_number": True,
        **dict.fromkeys(("safe_times", "who_may_answer", "words_to_avoid"), ""),
        "through_advocate": False,
        "advocate_name": "",
        "advocate_contact": "",
        "language": "English",
        "interpreter": False,
        "format": "standard",
        "told": [],
    }


@dataclass
class World:
    """`here` are the people the case is about or with; `elsewhere` have the same roles in another region or force;
    `beside` are colleagues in the same office."""

    here: dict[Role, User] = field(default_factory=dict)
    elsewhere: dict[Role, User] = field(default_factory=dict)
    beside: dict[Role, User] = field(default_factory=dict)
    colleague: User = field(init=False)
    enrolment: Enrolment = field(init=False)
    unallocated: Enrolment = field(init=False)
    request: ReferralRequest = field(init=False)
    restricted: Enrolment = field(init=False)
    offered: Enrolment = field(init=False)
    link: str = field(init=False)
    calendar_secret: str = field(init=False)
    alike: Enrolment = field(init=False)
    like_offenders: OffenderLikeness = field(init=False)
    like_victims: VictimLikeness = field(init=False)
    merged_offenders: OffenderMerge = field(init=False)
    merged_victims: VictimMerge = field(init=False)
    drafts: dict[int, ReferralDraft] = field(default_factory=dict)
    reminders: dict[int, Reminder] = field(default_factory=dict)
    imports: dict[str, CaseloadImport] = field(default_factory=dict)
    court_files: dict[str, CourtResultFile] = field(default_factory=dict)
    court_result: CourtResult = field(init=False)
    protocol: YouthProtocol = field(init=False)
    complaint: Complaint = field(init=False)
    note: AgreedNote = field(init=False)
    held_batch: HeldBatch = field(init=False)
    absence: Absence = field(init=False)


def build() -> World:
    world = World()
    for role in Role:
        world.here[role] = UserFactory(role=role)
        world.beside[role] = UserFactory(role=role)
        world.elsewhere[role] = UserFactory(role=role, region="N59", force="Thames Valley")
    world.colleague = UserFactory(role=Role.VLO, name=COLLEAGUE, email="lavinia@example.org")
    _add_case(world)
    _add_unallocated(world)
    add_decision(world.enrolment, world.here[Role.MANAGER], WHY_DECIDED)
    world.complaint = add_complaint(world.unallocated, world.here[Role.MANAGER], COMPLAINT)
    world.note = add_note(world.enrolment, world.here[Role.VLO])
    world.request = _request(world)
    add_restricted(world)
    world.offered = offer_between_units(world.unallocated, world.here[Role.MANAGER])
    world.protocol = agree_protocol(world.here[Role.YOT_WORKER].organisation, world.here[Role.VAO])
    world.held_batch = add_messages(world.request)
    world.absence = Absence.objects.create(
        person=world.here[Role.VLO],
        first_day=clock.today() + timedelta(days=10),
        last_day=clock.today() + timedelta(days=14),
        cover=world.colleague,
        recorded_by=world.here[Role.VLO],
        recorded_at=clock.now(),
    )
    world.link = _link(world)
    make_calendar_link(by=world.here[Role.MANAGER])
    world.calendar_secret = make_calendar_link(by=world.here[Role.VLO])
    add_alike(world)
    for role in (Role.WCO, Role.WCU_SUPERVISOR, Role.WCU_HEAD, Role.YOT_WORKER):
        _add_draft(world, world.here[role])
    for role in (Role.VLO, Role.VAO, Role.MANAGER):
        _add_reminder(world, world.here[role])
    for state in (ImportState.CHECKED, ImportState.REFUSED):
        _add_import(world, state)
        world.court_files[state] = court_file(world.here[Role.VAO], state, FAULT)
    world.court_result = held_result(world.court_files[ImportState.CHECKED])
    return world


def _add_case(world: World) -> None:
    officer, manager = world.here[Role.VLO], world.here[Role.MANAGER]
    enrolment = EnrolmentFactory(
        reference=CASE,
        case__reference=CASE,
        case__conviction__offender__last_name=OFFENDER,
        victim__first_names="Perpetua",
        victim__last_name=VICTIM,
        referral=_referral(world),
    )
    world.enrolment = enrolment
    SafeContactFactory(victim=enrolment.victim, words_to_avoid=SAFE_WORDS)
    add_contact_point(enrolment=enrolment, kind="mobile", value=PHONE, by=officer)
    refresh_clocks(enrolment, clock.today())
    allocate(enrolment=enrolment, officer=officer, by=manager)
    Supervision.objects.create(
        offender=enrolment.case.offender, officer=world.here[Role.OFFENDER_MANAGER], since=clock.today()
    )
    enrolment.case.events.create(
        kind="other",
        happens_on=clock.today(),
        note=EVENT_NOTE,
        reported_by=world.here[Role.OFFENDER_MANAGER],
        reported_at=clock.now(),
    )
    record_contact(
        enrolment=enrolment,
        happened_on=clock.today(),
        channel="phone",
        outcome="no_answer",
        they_asked=CONTACT_NOTE,
        by=officer,
    )


def _referral(world: World) -> Referral:
    wco = world.here[Role.WCO]
    return Referral.objects.create(
        reference=REFERRAL,
        submitted_by=wco,
        organisation=wco.organisation,
        received_at=clock.now() - timedelta(days=8),
        received_on=clock.today() - timedelta(days=8),
        content={"offender": OFFENDER_ANSWERS, "offence": OFFENCE_ANSWERS, "victim": victim_answers(VICTIM)},
    )


def _add_unallocated(world: World) -> None:
    enrolment = world.enrolment
    world.unallocated = EnrolmentFactory(
        reference=f"{CASE}-2",
        case=enrolment.case,
        offence=SentenceFactory(offence__conviction=enrolment.case.conviction).offence,
        victim__first_names="Agnes",
        victim__last_name=UNALLOCATED_VICTIM,
        verdict=Verdict.PROPOSE_DISCRETIONARY,
    )
    refresh_clocks(world.unallocated, clock.today())


def _request(world: World) -> ReferralRequest:
    request: ReferralRequest = ReferralRequestFactory(
        reference=REQUEST,
        case=world.enrolment.case,
        organisation=world.here[Role.WCO].organisation,
        concerning=f"Euphemia {ASKED_FOR}",
        offences=[world.enrolment.offence],
        found_on=clock.today() - timedelta(days=1),
    )
    return request


def _link(world: World) -> str:
    office = world.request.organisation
    ChaseSetting.objects.create(
        organisation=office, valid_from=SENTENCED, reply_days=10, second_day=5, third_day=10, supervisor_inbox=INBOX
    )
    return sign_link(office, INBOX, [world.request])


def _add_draft(world: World, owner: User) -> None:
    court = "" if owner.organisation.force else named_courts()[0].code
    offender = {**OFFENDER_ANSWERS, "court": court}
    content = {"offender": offender, "offence": OFFENCE_ANSWERS, "victim": victim_answers(DRAFTED)}
    now = clock.now()
    world.drafts[owner.pk] = ReferralDraft.objects.create(
        owner=owner, key=uuid.uuid4(), content=content, started_at=now, changed_at=now
    )


def _add_reminder(world: World, reader: User) -> None:
    deadline = Deadline.objects.get(enrolment=world.enrolment, kind=DeadlineKind.OVERALL)
    world.reminders[reader.pk] = Reminder.objects.create(
        reader=reader,
        enrolment=world.enrolment,
        deadline=deadline,
        rule=ReminderRuleCode.DUE_SOON,
        target_date=deadline.due_on,
        sentence=f"{REMINDER}.",
        raised_at=clock.now(),
    )


def _add_import(world: World, state: ImportState) -> None:
    faults = [{"row": 2, "column": "disposal", "message": f"{FAULT}."}] if state == ImportState.REFUSED else []
    world.imports[state] = CaseloadImport.objects.create(
        key=uuid.uuid4(),
        file_name=FILE,
        file_sha256="0" * 64,
        content=b"" if faults else b"case_reference\n",
        state=state,
        rows=3,
        created=3,
        errors=faults,
        started_by=world.here[Role.VAO],
        organisation=world.here[Role.VAO].organisation,
        started_at=clock.now(),
    )
