"""Who is told. Nobody is told of a case outside their region, and an empty set is never silent."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import Capability, Role
from accounts.models import User
from accounts.roles import may

READERS = tuple(role for role in Role if may(role, Capability.READ_REMINDERS) and may(role, Capability.SEE_UNIT_CASES))


@dataclass(frozen=True)
class Recipients:
    """`nobody_in_the_unit`: the people are administrators, who must put that right and may not know of whom it is."""

    people: tuple[User, ...]
    nobody_in_the_unit: bool = False


def managers_of(region_code: str) -> Recipients:
    """The managers of a region; without any, the administrators."""
    managers = tuple(User.objects.active().in_role(Role.MANAGER).of_region(region_code).order_by("pk"))
    if managers:
        return Recipients(managers)
    administrators = tuple(User.objects.active().in_role(Role.ADMIN).order_by("pk"))
    return Recipients(administrators, nobody_in_the_unit=True)
