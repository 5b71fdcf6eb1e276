"""The words for who somebody is and what they may do."""

from __future__ import annotations

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    VLU = "VLU", "Victim liaison unit"
    WCU = "WCU", "Witness care unit"
    YOT = "YOT", "Youth offending team"
    OFFENDER_MANAGEMENT = "OFFENDER_MANAGEMENT", "Offender management office"
    NATIONAL = "NATIONAL", "National"


class Role(TextChoices):
    VLO = "VLO", "Victim liaison officer"
    VAO = "VAO", "Victim administration officer"
    MANAGER = "MANAGER", "Victim liaison unit manager"
    WCO = "WCO", "Witness care officer"
    WCU_SUPERVISOR = "WCU_SUPERVISOR", "Witness care supervisor"
    WCU_HEAD = "WCU_HEAD", "Head of a witness care unit"
    YOT_WORKER = "YOT_WORKER", "Youth offending team worker"
    OFFENDER_MANAGER = "OFFENDER_MANAGER", "Offender manager"
    HEAD = "HEAD", "Head of service"
    ADMIN = "ADMIN", "Administrator"


class JobResult(TextChoices):
    """What became of one run of background work."""

    RUNNING = "running", "Running"
    SUCCEEDED = "succeeded", "Succeeded"
    FAILED = "failed", "Failed"
    STOPPED = "stopped", "Stopped in the middle"
    SKIPPED = "skipped", "Left to another run"


class Capability(TextChoices):
    """What a page or an action asks for. A role holds a fixed set of these (accounts.roles)."""

    WORK_CASELOAD = "work_caseload", "Work their own caseload"
    SEE_UNIT_CASES = "see_unit_cases", "Open cases of their unit"
    RECORD_CONTACT = "record_contact", "Record contact with a victim"
    CHANGE_SAFE_CONTACT = "change_safe_contact", "Change how a victim is contacted"
    NAME_OFFENDER_MANAGER = "name_offender_manager", "Record who manages an offender"
    ALLOCATE = "allocate", "Allocate cases to officers"
    RUN_INTAKE = "run_intake", "Take in caseload files and court results"
    SEE_TARGETS = "see_targets", "See performance against targets"
    SEE_TARGET_CASES = "see_target_cases", "See the cases behind a figure"
    REFER_VICTIM = "refer_victim", "Refer a victim"
    CHECK_ELIGIBILITY = "check_eligibility", "Check which scheme a sentence leads to"
    ANSWER_REQUESTS = "answer_requests", "Answer requests for a referral"
    CHASE_REFERRALS = "chase_referrals", "Follow up referrals that have not come"
    MATCH_PEOPLE = "match_people", "Decide whether two records are one person"
    CHANGE_SENTENCE = "change_sentence", "Record a change of a sentence"
    OVERRIDE_VERDICT = "override_verdict", "Decide against a verdict, with a reason"
    DECIDE_DISCRETION = "decide_discretion", "Decide about discretionary contact"
    TRANSFER_CASES = "transfer_cases", "Offer and accept cases between units"
    HANDLE_COMPLAINTS = "handle_complaints", "Handle complaints"
    RESTRICT_ACCESS = "restrict_access", "Restrict who may open a case"
    SET_RULES = "set_rules", "Enter when a rule set or a limit begins"
    LOG_EVENT = "log_event", "Log an event for an offender they manage"
    SEE_CALENDAR = "see_calendar", "See the calendar of key dates and clocks"
    READ_REMINDERS = "read_reminders", "Read their reminders"
    RECORD_ABSENCE = "record_absence", "Record when somebody is away and who covers"
    RELEASE_MESSAGES = "release_messages", "Release or discard messages that were held"
    SETTLE_MESSAGES = "settle_messages", "Deal with messages that did not arrive"
    MANAGE_PEOPLE = "manage_people", "Add and deactivate people"
    READ_AUDIT = "read_audit", "Read the audit trail"
    SEE_BACKGROUND_WORK = "see_background_work", "See whether background work is done"
    SEE_REFERENCE = "see_reference", "See limits, bank holidays and other tables"
