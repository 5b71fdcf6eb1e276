"""Whom to telephone while nobody has a case yet: the victim liaison unit of a region and its managers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User


@dataclass(frozen=True)
class UnitContact:
    name: str
    managers: Sequence[User]


def unit_of_region(region_code: str) -> UnitContact:
    """The unit's name and its managers; the region's code as its name if the unit is not in the table."""
    unit = Organisation.objects.filter(kind=OrganisationKind.VLU, region=region_code).first()
    managers = User.objects.active().in_role(Role.MANAGER).of_region(region_code).order_by("name")
    return UnitContact(unit.name if unit else f"Victim liaison unit {region_code}", list(managers))
