"""Who is told. Nobody is told of a case outside their region, and an empty set is never silent."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from accounts.enums import Capability, Role
from accounts.models import User
from accounts.models.user import UserQuerySet
from accounts.roles import may
from notifications.rules.reminders import Audience
from victims.models import Enrolment

READERS = tuple(role for role in Role if may(role, Capability.READ_REMINDERS))


@dataclass(frozen=True)
class Recipients:
    """`nobody_in_the_unit`: the people are administrators, who must put that right and may not know of whom it is."""

    people: tuple[User, ...]
    nobody_in_the_unit: bool = False


def officer_to_tell() -> Subquery:
    """To annotate deadlines: the id of the allocated officer, unless they left, moved region or changed role."""
    of_this_one = {"pk": OuterRef("enrolment__officer"), "organisation__region": OuterRef("enrolment__region")}
    return Subquery(_readers().filter(**of_this_one).values("pk")[:1])


def recipients(enrolment: Enrolment, audience: Audience) -> Recipients:
    """The officer; without one who may be told, the managers of the region; without any, the administrators."""
    if audience is Audience.OFFICER:
        officer = _readers().filter(enrolments=enrolment, organisation__region=enrolment.region_id).first()
        if officer:
            return Recipients((officer,))
    managers = tuple(_readers().in_role(Role.MANAGER).of_region(enrolment.region_id).order_by("pk"))
    if managers:
        return Recipients(managers)
    administrators = tuple(User.objects.active().in_role(Role.ADMIN).order_by("pk"))
    return Recipients(administrators, nobody_in_the_unit=True)


def _readers() -> UserQuerySet:
    found: UserQuerySet = User.objects.active().in_role(*READERS)
    return found
