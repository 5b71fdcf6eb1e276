"""Who is told of a request for a referral at each step. An empty set is never silent: the unit is told instead."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import Capability, Role
from accounts.models import Organisation, User
from accounts.roles import may
from victims.enums import PromptStep
from victims.models import ChaseSetting

ABOVE_THE_OFFICERS = frozenset({Role.WCU_SUPERVISOR, Role.WCU_HEAD})
THOSE_WHO_REFER = tuple(
    role for role in Role if may(role, Capability.ANSWER_REQUESTS) and role not in ABOVE_THE_OFFICERS
)


@dataclass(frozen=True)
class ChaseReaders:
    """`office`: people of the office asked, by their account; `inbox`: its address, by signed link. `unit`: people of
    the victim liaison unit, or administrators. `office_is_empty`: the unit must reach the office itself.
    """

    office: tuple[User, ...]
    inbox: str
    unit: tuple[User, ...]

    @property
    def office_is_empty(self) -> bool:
        return not self.office and not self.inbox

    @property
    def in_words(self) -> str:
        names = [person.name for person in self.office]
        return "; ".join([*names, *([self.inbox] if self.inbox else []), *(person.name for person in self.unit)])


def chase_readers(step: PromptStep, office: Organisation, region: str, setting: ChaseSetting) -> ChaseReaders:
    """1: those of the office who refer. 2: the supervisor's inbox, else its supervisors. 3: the unit's managers and the
    head's address, else the office's heads. Where the office has none, the unit's administration officers too."""
    inbox = {PromptStep.SUPERVISOR: setting.supervisor_inbox, PromptStep.HEADS: setting.head_inbox}.get(step, "")
    people = () if inbox else _people(office, *_OFFICE_ROLES[step])
    managers = _people_of_region(region, Role.MANAGER) if step == PromptStep.HEADS else ()
    if not people and not inbox:
        return ChaseReaders((), "", managers or unit_readers(region))
    return ChaseReaders(people, inbox, managers or (unit_readers(region) if step == PromptStep.HEADS else ()))


def list_readers(office: Organisation, setting: ChaseSetting) -> ChaseReaders:
    """The morning list: the supervisor's inbox, else the office's supervisors."""
    inbox = setting.supervisor_inbox
    return ChaseReaders(() if inbox else _people(office, Role.WCU_SUPERVISOR), inbox, ())


def unit_readers(region: str) -> tuple[User, ...]:
    """The region's administration officers; without any its managers; without any the administrators."""
    return (
        _people_of_region(region, Role.VAO)
        or _people_of_region(region, Role.MANAGER)
        or tuple(User.objects.active().in_role(Role.ADMIN).order_by("pk"))
    )


_OFFICE_ROLES = {
    PromptStep.OFFICERS: THOSE_WHO_REFER,
    PromptStep.SUPERVISOR: (Role.WCU_SUPERVISOR,),
    PromptStep.HEADS: (Role.WCU_HEAD,),
}


def _people(office: Organisation, *roles: Role) -> tuple[User, ...]:
    return tuple(User.objects.active().in_role(*roles).filter(organisation=office).order_by("pk"))


def _people_of_region(region: str, role: Role) -> tuple[User, ...]:
    return tuple(User.objects.active().in_role(role).of_region(region).order_by("pk"))
