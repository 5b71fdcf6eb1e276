"""Which role may do what. A table, so that it can be printed (docs/rules/roles.md) and read by anybody."""

from __future__ import annotations

from accounts.enums import Capability, OrganisationKind, Role

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.VLO: frozenset(
        {
            Capability.WORK_CASELOAD,
            Capability.SEE_UNIT_CASES,
            Capability.RECORD_CONTACT,
            Capability.CHANGE_SAFE_CONTACT,
            Capability.NAME_OFFENDER_MANAGER,
            Capability.CHECK_ELIGIBILITY,
            Capability.CHANGE_SENTENCE,
            Capability.SEE_CALENDAR,
            Capability.READ_REMINDERS,
            Capability.RECORD_ABSENCE,
        }
    ),
    Role.VAO: frozenset(
        {
            Capability.SEE_UNIT_CASES,
            Capability.CHANGE_SAFE_CONTACT,
            Capability.NAME_OFFENDER_MANAGER,
            Capability.RUN_INTAKE,
            Capability.CHECK_ELIGIBILITY,
            Capability.CHASE_REFERRALS,
            Capability.MATCH_PEOPLE,
            Capability.CHANGE_SENTENCE,
            Capability.READ_REMINDERS,
            Capability.SETTLE_MESSAGES,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Capability.SEE_UNIT_CASES,
            Capability.RECORD_CONTACT,
            Capability.CHANGE_SAFE_CONTACT,
            Capability.NAME_OFFENDER_MANAGER,
            Capability.ALLOCATE,
            Capability.RUN_INTAKE,
            Capability.CHECK_ELIGIBILITY,
            Capability.CHASE_REFERRALS,
            Capability.MATCH_PEOPLE,
            Capability.CHANGE_SENTENCE,
            Capability.OVERRIDE_VERDICT,
            Capability.DECIDE_DISCRETION,
            Capability.TRANSFER_CASES,
            Capability.RESTRICT_ACCESS,
            Capability.HANDLE_COMPLAINTS,
            Capability.SEE_TARGETS,
            Capability.SEE_TARGET_CASES,
            Capability.SEE_CALENDAR,
            Capability.READ_REMINDERS,
            Capability.RECORD_ABSENCE,
            Capability.RELEASE_MESSAGES,
            Capability.SETTLE_MESSAGES,
        }
    ),
    Role.WCO: frozenset({Capability.REFER_VICTIM, Capability.CHECK_ELIGIBILITY, Capability.ANSWER_REQUESTS}),
    Role.WCU_SUPERVISOR: frozenset({Capability.REFER_VICTIM, Capability.CHECK_ELIGIBILITY, Capability.ANSWER_REQUESTS}),
    Role.WCU_HEAD: frozenset({Capability.REFER_VICTIM, Capability.CHECK_ELIGIBILITY, Capability.ANSWER_REQUESTS}),
    Role.YOT_WORKER: frozenset({Capability.REFER_VICTIM, Capability.CHECK_ELIGIBILITY, Capability.ANSWER_REQUESTS}),
    Role.OFFENDER_MANAGER: frozenset({Capability.LOG_EVENT}),
    Role.HEAD: frozenset({Capability.SEE_TARGETS}),
    Role.ADMIN: frozenset(
        {
            Capability.MANAGE_PEOPLE,
            Capability.READ_AUDIT,
            Capability.SEE_BACKGROUND_WORK,
            Capability.SEE_REFERENCE,
            Capability.SET_RULES,
            Capability.RELEASE_MESSAGES,
            Capability.SETTLE_MESSAGES,
        }
    ),
}

ORGANISATION_OF: dict[Role, OrganisationKind] = {
    Role.VLO: OrganisationKind.VLU,
    Role.VAO: OrganisationKind.VLU,
    Role.MANAGER: OrganisationKind.VLU,
    Role.WCO: OrganisationKind.WCU,
    Role.WCU_SUPERVISOR: OrganisationKind.WCU,
    Role.WCU_HEAD: OrganisationKind.WCU,
    Role.YOT_WORKER: OrganisationKind.YOT,
    Role.OFFENDER_MANAGER: OrganisationKind.OFFENDER_MANAGEMENT,
    Role.HEAD: OrganisationKind.NATIONAL,
    Role.ADMIN: OrganisationKind.NATIONAL,
}


def may(role: str, capability: Capability) -> bool:
    """Whether a role holds a capability. An unknown role holds none."""
    return capability in CAPABILITIES.get(Role(role), frozenset()) if role in Role.values else False


def roles_with(capability: Capability) -> tuple[Role, ...]:
    return tuple(role for role in Role if may(role, capability))


def fits(role: Role, kind: str) -> bool:
    """Whether people in this role work for an organisation of this kind."""
    return ORGANISATION_OF[role] == kind
