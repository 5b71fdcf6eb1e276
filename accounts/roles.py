"""Which role may do what. A table, so that it can be printed (docs/rules/roles.md) and read by anybody."""

from __future__ import annotations

from accounts.enums import Capability as C
from accounts.enums import OrganisationKind, Role

CAPABILITIES: dict[Role, frozenset[C]] = {
    Role.VLO: frozenset({C.WORK_CASELOAD, C.SEE_UNIT_CASES, C.RECORD_CONTACT, C.CHANGE_SAFE_CONTACT, C.READ_REMINDERS}),
    Role.VAO: frozenset({C.SEE_UNIT_CASES, C.CHANGE_SAFE_CONTACT, C.RUN_INTAKE, C.READ_REMINDERS}),
    Role.MANAGER: frozenset(
        {
            C.SEE_UNIT_CASES,
            C.RECORD_CONTACT,
            C.CHANGE_SAFE_CONTACT,
            C.ALLOCATE,
            C.RUN_INTAKE,
            C.SEE_TARGETS,
            C.SEE_TARGET_CASES,
            C.READ_REMINDERS,
        }
    ),
    Role.WCO: frozenset({C.REFER_VICTIM}),
    Role.WCU_SUPERVISOR: frozenset({C.REFER_VICTIM}),
    Role.OFFENDER_MANAGER: frozenset({C.LOG_EVENT}),
    Role.HEAD: frozenset({C.SEE_TARGETS}),
    Role.ADMIN: frozenset({C.MANAGE_PEOPLE, C.READ_AUDIT, C.SEE_REFERENCE}),
}

ORGANISATION_OF: dict[Role, OrganisationKind] = {
    Role.VLO: OrganisationKind.VLU,
    Role.VAO: OrganisationKind.VLU,
    Role.MANAGER: OrganisationKind.VLU,
    Role.WCO: OrganisationKind.WCU,
    Role.WCU_SUPERVISOR: OrganisationKind.WCU,
    Role.OFFENDER_MANAGER: OrganisationKind.OFFENDER_MANAGEMENT,
    Role.HEAD: OrganisationKind.NATIONAL,
    Role.ADMIN: OrganisationKind.NATIONAL,
}


def may(role: str, capability: C) -> bool:
    """Whether a role holds a capability. An unknown role holds none."""
    return capability in CAPABILITIES.get(Role(role), frozenset()) if role in Role.values else False
