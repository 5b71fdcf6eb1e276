"""Who is told. Nobody is told of a case outside their region, and an empty set is never silent."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Capability, Role
from accounts.models import User
from accounts.models.user import UserQuerySet
from accounts.roles import may
from notifications.rules.reminders import Audience
from victims.models import AccessGrant, Enrolment

READERS = tuple(role for role in Role if may(role, Capability.READ_REMINDERS) and may(role, Capability.SEE_UNIT_CASES))


@dataclass(frozen=True)
class Recipients:
    """`nobody_in_the_unit`: the people are administrators, who must put that right and may not know of whom it is."""

    people: tuple[User, ...]
    nobody_in_the_unit: bool = False


# Of a deadline: its officer may be told, having neither left, moved region nor changed role, and may open it when it is
# restricted (as in `recipients`).
OFFICER_MAY_BE_TOLD = Q(
    enrolment__officer__is_active=True,
    enrolment__officer__role__in=READERS,
    enrolment__officer__organisation__region=F("enrolment__region"),
) & (
    Q(enrolment__restricted=False)
    | Exists(AccessGrant.objects.open().filter(enrolment=OuterRef("enrolment"), person=OuterRef("enrolment__officer")))
)


def recipients(enrolment: Enrolment, audience: Audience) -> Recipients:
    """The officer; without one who may be told, the managers of the region; without any, the administrators."""
    if audience is Audience.OFFICER:
        officer = _readers().filter(enrolments=enrolment, organisation__region=enrolment.region_id).first()
        if officer and may_open(officer, enrolment):
            return Recipients((officer,))
    return managers_of(enrolment.region_id)


def managers_of(region_code: str) -> Recipients:
    """The managers of a region; without any, the administrators."""
    managers = tuple(_readers().in_role(Role.MANAGER).of_region(region_code).order_by("pk"))
    if managers:
        return Recipients(managers)
    administrators = tuple(User.objects.active().in_role(Role.ADMIN).order_by("pk"))
    return Recipients(administrators, nobody_in_the_unit=True)


def may_open(person: User, enrolment: Enrolment) -> bool:
    """Whether a restricted enrolment is open to this person; any other is."""
    return Enrolment.objects.filter(pk=enrolment.pk).open_to(person).exists()


def _readers() -> UserQuerySet:
    found: UserQuerySet = User.objects.active().in_role(*READERS)
    return found
