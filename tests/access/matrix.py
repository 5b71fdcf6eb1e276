"""Who gets in where: one entry for every address of the project, by the name it has in the URL configuration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from accounts.enums import Role
from tests.access import answers
from tests.access.answers import Answers
from tests.access.matrix_of_court import COURT_PAGES
from tests.access.matrix_of_decisions import DECISIONS
from tests.access.matrix_of_leave import ABSENCES, IN_HAND
from tests.access.matrix_of_messages import MESSAGES
from tests.access.world import (
    ASKED_FOR,
    CASE,
    COLLEAGUE,
    CONTACT_NOTE,
    DRAFTED,
    FAULT,
    FILE,
    OFFENDER,
    PHONE,
    REFERRAL,
    REMINDER,
    REQUEST,
    SAFE_WORDS,
    VICTIM,
    VICTIM_IN_LISTS,
    WITNESS_CARE,
)
from tests.access.world_of_identity import RESTRICTED_CASE
from tests.access.world_offers import OFFERED, PROTOCOL_CONTACT
from tests.factories.accounts import PASSWORD
from victims.enums import ImportState

EVERYBODY = frozenset(Role)
UNIT = frozenset({Role.VLO, Role.VAO, Role.MANAGER})
OFFICERS = frozenset({Role.VLO, Role.MANAGER})
INTAKE = frozenset({Role.VAO, Role.MANAGER})
MANAGERS = frozenset({Role.MANAGER})
POLICE = frozenset({Role.WCO, Role.WCU_SUPERVISOR, Role.WCU_HEAD})
YOUTH = frozenset({Role.YOT_WORKER})
REFERRERS = POLICE | YOUTH
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
    answered; `asks`: the query string. `outside`: roles that may open the page, to whom what is in the world does not
    belong: their list is empty, and what is named is not found. `is_open`: nobody need be signed in. `is_list`: of the
    reader's own unit.
    `secret`: the address itself is one, sent to one inbox.
    """

    roles: frozenset[Role]
    shows: tuple[str, ...] = ()
    gives: Answers = lambda world, user: {}
    sends: Answers | None = None
    reads: bool = True
    asks: str = ""
    outside: frozenset[Role] = frozenset()
    whose: Whose = Whose.NOBODYS
    is_list: bool = False
    is_open: bool = False
    is_api: bool = False
    secret: bool = False


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
    "accounts:sign_out": Entry(EVERYBODY, is_open=True, reads=False, sends=answers.nothing),
    "accounts:change_password": Entry(
        EVERYBODY,
        ("Change your password",),
        sends=lambda world, user: {"current": PASSWORD, "new": "three words unrelated entirely"},
    ),
    "accounts:people": Entry(ADMINISTRATORS, (COLLEAGUE,), asks="words=Lavinia"),
    "accounts:add_person": Entry(ADMINISTRATORS, ("Add a person",), sends=answers.new_person),
    "accounts:person": Entry(ADMINISTRATORS, (COLLEAGUE,), gives=answers.person, sends=answers.colleague_changed),
    "accounts:deactivate_person": Entry(ADMINISTRATORS, (COLLEAGUE,), gives=answers.person, sends=answers.nothing),
    "accounts:reactivate_person": Entry(ADMINISTRATORS, gives=answers.person, reads=False, sends=answers.nothing),
    "accounts:give_new_password": Entry(ADMINISTRATORS, gives=answers.person, reads=False, sends=answers.nothing),
    **{
        name: Entry(**facts, whose=Whose.NOBODYS if "is_list" in facts else Whose.UNITS)
        for name, facts in {**ABSENCES, **IN_HAND}.items()
    },
    "accounts:audit_trail": Entry(ADMINISTRATORS, (CASE, "recorded a contact"), asks=f"subject={CASE}"),
    "accounts:background_work": Entry(ADMINISTRATORS, ("Background work", "Raise reminders")),
    "accounts:reference": Entry(ADMINISTRATORS, ("Reference data",)),
    "accounts:reference_table": Entry(
        ADMINISTRATORS, ("Reference data",), gives=lambda world, user: {"slug": "bank-holidays"}
    ),
    # The offender manager
    "cases:people_i_manage": Entry(SUPERVISING, (OFFENDER,), is_list=True),
    "cases:person_i_manage": Entry(
        SUPERVISING,
        (OFFENDER,),
        gives=answers.offender,
        whose=Whose.OWN,
    ),
    "cases:log_event": Entry(
        SUPERVISING,
        (OFFENDER,),
        gives=lambda world, user: {**answers.offender(world, user), "kind": "release_planned"},
        sends=lambda world, user: answers.date("happens_on", answers.LATER),
        whose=Whose.OWN,
    ),
    "cases:api_events": Entry(
        SUPERVISING,
        gives=answers.offender,
        sends=lambda world, user: {"kind": "release_planned", "happens_on": f"{answers.LATER}"},
        reads=False,
        whose=Whose.OWN,
        is_api=True,
    ),
    # The unit's lists
    "victims:my_work": Entry(frozenset({Role.VLO}), (CASE, VICTIM_IN_LISTS), is_list=True),
    "victims:calendar": Entry(OFFICERS, (CASE, VICTIM_IN_LISTS), is_list=True),
    "victims:calendar_link": Entry(OFFICERS, ("Your calendar link",), sends=answers.nothing),
    "victims:stop_calendar_link": Entry(OFFICERS, ("Stop your calendar link",), sends=answers.nothing),
    "victims:calendar_feed": Entry(
        EVERYBODY,
        (f"{CASE}: first contact due",),
        gives=lambda world, user: {"secret": world.calendar_secret},
        is_open=True,
        secret=True,
    ),
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
    "victims:case_page": Entry(UNIT, (CASE, OFFENDER, VICTIM), gives=answers.case, whose=Whose.UNITS),
    "victims:case_timeline": Entry(UNIT, (CASE, OFFENDER), gives=answers.case, whose=Whose.UNITS),
    "victims:case_sentence": Entry(UNIT, (CASE, OFFENDER, "Stalking"), gives=answers.case, whose=Whose.UNITS),
    "victims:name_offender_manager": Entry(
        UNIT,
        (OFFENDER,),
        gives=answers.case,
        sends=lambda world, user: {"officer": world.beside[Role.OFFENDER_MANAGER].pk},
        whose=Whose.UNITS,
    ),
    # A victim
    "victims:victim_page": Entry(
        UNIT, (VICTIM, PHONE, SAFE_WORDS, CONTACT_NOTE), gives=answers.victim, whose=Whose.UNITS
    ),
    "victims:record_contact": Entry(
        OFFICERS, (VICTIM, PHONE, SAFE_WORDS), gives=answers.victim, sends=answers.contact, whose=Whose.UNITS
    ),
    **{
        name: Entry(**facts, whose=Whose.NOBODYS if "is_list" in facts else Whose.UNITS)
        for name, facts in {**DECISIONS, **COURT_PAGES, **MESSAGES}.items()
    },
    "victims:victim_decision": Entry(
        OFFICERS,
        (VICTIM,),
        gives=answers.victim,
        sends=answers.declined,
        asks="kind=declined",
        whose=Whose.UNITS,
    ),
    "victims:lateness": Entry(
        OFFICERS,
        (VICTIM,),
        gives=answers.victim,
        sends=lambda world, user: {"reason": "WORKLOAD"},
        whose=Whose.UNITS,
    ),
    "victims:rejoin": Entry(OFFICERS, gives=answers.victim, reads=False, sends=answers.nothing, whose=Whose.UNITS),
    "victims:api_contacts": Entry(
        OFFICERS,
        gives=answers.victim,
        sends=answers.api_contact,
        reads=False,
        whose=Whose.UNITS,
        is_api=True,
    ),
    "victims:safe_contact": Entry(
        UNIT,
        (VICTIM, SAFE_WORDS),
        gives=answers.victim,
        sends=lambda world, user: {
            "preferred_channel": "email",
            "language": "Polish",
            "format": "standard",
            "seen": world.enrolment.victim.safe_contacts.get(superseded_at=None).pk,
        },
        whose=Whose.UNITS,
    ),
    "victims:add_contact_point": Entry(
        UNIT,
        (VICTIM,),
        gives=answers.victim,
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
    # One person or two
    "victims:duplicates": Entry(INTAKE, (OFFENDER, VICTIM), is_list=True),
    "victims:compare_offenders": Entry(
        INTAKE,
        (OFFENDER,),
        gives=answers.like_offenders,
        sends=lambda world, user: {"kept": world.like_offenders.one.reference, "reason": "One number"},
        whose=Whose.UNITS,
    ),
    "victims:compare_victims": Entry(
        INTAKE, (VICTIM, PHONE), gives=answers.like_victims, sends=answers.merged_victims, whose=Whose.UNITS
    ),
    "victims:merged": Entry(INTAKE, ("One number", "One address"), is_list=True),
    "victims:undo_offenders": Entry(
        INTAKE,
        ("Undo the merge",),
        gives=lambda world, user: {"absorbed": world.merged_offenders.absorbed.reference},
        sends=lambda world, user: {"reason": "Two people"},
        whose=Whose.UNITS,
    ),
    "victims:undo_victims": Entry(
        INTAKE,
        ("Undo the merge",),
        gives=lambda world, user: {"absorbed": world.merged_victims.absorbed.reference},
        sends=lambda world, user: {"reason": "Two people"},
        whose=Whose.UNITS,
    ),
    # Restricted cases
    "victims:restrict_record": Entry(
        MANAGERS,
        (CASE,),
        gives=answers.victim,
        sends=lambda world, user: {"reason": "Known to a colleague"},
        whose=Whose.UNITS,
    ),
    "victims:restricted_cases": Entry(MANAGERS, (RESTRICTED_CASE, "Known to a colleague"), is_list=True),
    "victims:restricted_case": Entry(
        MANAGERS,
        (RESTRICTED_CASE, "Known to a colleague"),
        gives=answers.restricted,
        sends=lambda world, user: {"person": world.colleague.pk, "reason": "To work it"},
        whose=Whose.UNITS,
    ),
    "victims:lift_restriction": Entry(
        MANAGERS,
        (RESTRICTED_CASE,),
        gives=answers.restricted,
        sends=lambda world, user: {"reason": "It was somebody else"},
        whose=Whose.UNITS,
    ),
    "victims:end_access": Entry(
        MANAGERS,
        gives=lambda world, user: {**answers.restricted(world, user), "person": world.here[Role.VLO].reference},
        reads=False,
        sends=answers.nothing,
        whose=Whose.UNITS,
    ),
    "victims:home_region": Entry(
        UNIT, (VICTIM,), gives=answers.victim, sends=lambda world, user: {"home_region": "N59"}, whose=Whose.UNITS
    ),
    # Between units
    "victims:transfers": Entry(MANAGERS, (OFFERED, f"{CASE}-2"), is_list=True),
    "victims:offer_transfer": Entry(
        MANAGERS,
        (CASE,),
        gives=answers.victim,
        sends=lambda world, user: {"to_region": "N59", "reason": "MOVE_IN"},
        whose=Whose.UNITS,
    ),
    "victims:answer_transfer": Entry(
        MANAGERS,
        (OFFERED, "Accept"),
        gives=lambda world, user: {"reference": OFFERED},
        sends=lambda world, user: {"answer": "accept"},
        whose=Whose.UNITS,
    ),
    "victims:withdraw_transfer": Entry(
        MANAGERS,
        gives=lambda world, user: {"reference": world.unallocated.reference},
        reads=False,
        sends=answers.nothing,
        whose=Whose.UNITS,
    ),
    # Caseload files
    "victims:intake": Entry(INTAKE, ("Intake", "referral requests without an answer")),
    "victims:import_caseload": Entry(INTAKE, (FILE,), sends=answers.nothing, is_list=True),
    "victims:import_progress": Entry(
        INTAKE,
        (FILE, "Check what will be brought in"),
        gives=answers.file(ImportState.CHECKED),
        sends=lambda world, user: {"do": "set_aside"},
        whose=Whose.UNITS,
    ),
    "victims:import_confirm": Entry(
        INTAKE, gives=answers.file(ImportState.CHECKED), reads=False, sends=answers.nothing, whose=Whose.UNITS
    ),
    "victims:import_errors": Entry(INTAKE, (FAULT,), gives=answers.file(ImportState.REFUSED), whose=Whose.UNITS),
    # Requests for a referral
    "victims:requests": Entry(INTAKE, (REQUEST, CASE), is_list=True),
    "victims:request": Entry(
        INTAKE, (REQUEST, ASKED_FOR), gives=answers.request, sends=lambda w, u: {"note": "Known"}, whose=Whose.UNITS
    ),
    "victims:youth_protocols": Entry(INTAKE, (PROTOCOL_CONTACT,), sends=answers.protocol, is_list=True),
    "victims:request_is_this": Entry(
        INTAKE, gives=answers.same_person, reads=False, sends=answers.nothing, whose=Whose.UNITS
    ),
    "victims:ask_for_referral": Entry(
        INTAKE, (CASE, OFFENDER), gives=answers.case, sends=answers.asking, whose=Whose.UNITS
    ),
    "victims:request_attainment": Entry(INTAKE, (WITNESS_CARE,), is_list=True),
    "victims:request_attainment_file": Entry(INTAKE, (WITNESS_CARE,)),
    "victims:chase_setting": Entry(ADMINISTRATORS, ("Every other office",), sends=answers.chase_setting),
    "victims:my_requests": Entry(POLICE, (ASKED_FOR, REQUEST), outside=YOUTH, is_list=True),
    "victims:answer_request": Entry(
        POLICE,
        (ASKED_FOR, OFFENDER),
        gives=answers.request,
        sends=answers.no_thank_you,
        outside=YOUTH,
        whose=Whose.UNITS,
    ),
    "victims:answer_link": Entry(EVERYBODY, gives=answers.link, is_open=True, secret=True),
    "victims:answer_linked": Entry(
        EVERYBODY, gives=answers.linked, sends=answers.no_thank_you, is_open=True, secret=True
    ),
    # Referrals
    "victims:change_sentence": Entry(
        UNIT,
        (CASE, "Stalking"),
        gives=lambda world, user: {**answers.case(world, user), "number": 1},
        sends=answers.sentence_changed,
        whose=Whose.UNITS,
    ),
    "victims:eligibility_sheet": Entry(UNIT | REFERRERS, ("Check a sheet of offences",), sends=answers.nothing),
    "victims:limits": Entry(ADMINISTRATORS, ("first VNS contact",)),
    "victims:change_limit": Entry(
        ADMINISTRATORS, ("first VNS contact",), gives=lambda world, user: {"code": "T13"}, sends=answers.limit
    ),
    "victims:clock_checks": Entry(ADMINISTRATORS, ("Check every clock now",), sends=answers.nothing),
    "victims:clock_check": Entry(ADMINISTRATORS, ("Clock check of",), gives=answers.clock_check),
    "victims:rule_sets": Entry(ADMINISTRATORS, ("Victims and Courts Act",)),
    "victims:commencement": Entry(
        ADMINISTRATORS,
        ("Victims and Courts Act",),
        gives=lambda world, user: {"version": "2026-vca"},
        sends=lambda world, user: {**answers.date("commences_on", answers.LATER), "understood": "on"},
    ),
    "victims:check_eligibility": Entry(UNIT | REFERRERS, ("Check eligibility", "Stalking"), asks="q=PH97006"),
    "victims:my_referrals": Entry(POLICE, (VICTIM, REFERRAL), outside=YOUTH, is_list=True),
    "victims:refer_start": Entry(REFERRERS, (DRAFTED,), sends=answers.nothing, is_list=True),
    "victims:refer_offender": Entry(
        REFERRERS, (OFFENDER,), gives=answers.draft, sends=answers.offender_step, whose=Whose.OWN
    ),
    "victims:refer_offence": Entry(
        REFERRERS, ("Stalking",), gives=answers.draft, sends=answers.offence_step, asks="q=PH97006", whose=Whose.OWN
    ),
    "victims:refer_offence_change": Entry(
        REFERRERS,
        ("Stalking",),
        gives=answers.draft_entry,
        sends=answers.offence_step,
        asks="q=PH97006",
        whose=Whose.OWN,
    ),
    "victims:refer_offence_remove": Entry(
        REFERRERS, gives=answers.draft_entry, reads=False, sends=answers.nothing, whose=Whose.OWN
    ),
    "victims:refer_victim_change": Entry(
        REFERRERS, (DRAFTED,), gives=answers.draft_entry, sends=answers.victim_step, whose=Whose.OWN
    ),
    "victims:refer_victim_remove": Entry(
        REFERRERS, gives=answers.draft_entry, reads=False, sends=answers.nothing, whose=Whose.OWN
    ),
    "victims:refer_people": Entry(REFERRERS, (DRAFTED,), gives=answers.draft, whose=Whose.OWN),
    "victims:refer_verdict": Entry(
        REFERRERS, ("What you can say",), gives=answers.draft, sends=answers.nothing, whose=Whose.OWN
    ),
    "victims:refer_victim": Entry(
        REFERRERS, ("A person you are referring",), gives=answers.draft, sends=answers.victim_step, whose=Whose.OWN
    ),
    "victims:refer_check": Entry(
        REFERRERS, (DRAFTED, OFFENDER), gives=answers.draft, sends=answers.nothing, whose=Whose.OWN
    ),
    "victims:refer_remove": Entry(REFERRERS, (DRAFTED,), gives=answers.draft, sends=answers.nothing, whose=Whose.OWN),
    "victims:referral": Entry(
        POLICE,
        (VICTIM, REFERRAL),
        gives=lambda world, user: {"reference": REFERRAL},
        outside=YOUTH,
        whose=Whose.UNITS,
    ),
    # Reminders
    "notifications:reminders": Entry(UNIT, (REMINDER,), is_list=True),
    "notifications:read_all": Entry(UNIT, reads=False, sends=answers.newest_reminder),
    "notifications:read_one": Entry(UNIT, gives=answers.reminder, reads=False, sends=answers.nothing, whose=Whose.OWN),
    # Figures
    "reports:targets": Entry(TARGETS, ("Targets", "Table 4")),
    "reports:figure_cases": Entry(MANAGERS, (CASE,), asks="from=2026-11-01&to=2026-11-20&by=region", is_list=True),
    "reports:figures_file": Entry(TARGETS, ("Kent, Surrey and Sussex",)),
    "reports:api_performance": Entry(TARGETS, ("on_time_percent",), is_api=True),
}
