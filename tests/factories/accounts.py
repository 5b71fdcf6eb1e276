"""People and where they work. Organisations come from the reference data; these name the ones tests speak of."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from accounts.roles import ORGANISATION_OF

PASSWORD = "a long enough password"


def unit(kind: OrganisationKind, region: str | None = "N57", force: str = "Kent") -> Organisation:
    """The organisation of that kind in a region (KSS unless said otherwise) or, for witness care, of a force."""
    if kind == OrganisationKind.WCU:
        return Organisation.objects.get(kind=kind, force__name=force)
    if kind == OrganisationKind.NATIONAL:
        return Organisation.objects.get(kind=kind)
    return Organisation.objects.get(kind=kind, region=region)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        region = "N57"
        force = "Kent"

    role = Role.VLO
    name = factory.Sequence(lambda n: f"Officer Number {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    phone = "01632 960001"
    organisation = factory.LazyAttribute(lambda o: unit(ORGANISATION_OF[o.role], o.region, o.force))
    password = factory.django.Password(PASSWORD)
