"""The list of people, as an administrator looks through it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import Organisation, User

ON_A_PAGE = 25


@dataclass(frozen=True)
class PeoplePage:
    """`previous` and `following` are page numbers, or None at an end."""

    people: list[User]
    previous: int | None
    following: int | None


def people_page(*, words: str = "", role: str = "", page: int = 1) -> PeoplePage:
    """People by name, whether active or not. `words` is part of a name, an e-mail address or an organisation."""
    found = User.objects.select_related("organisation").order_by("name", "pk")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(organisation__name__icontains=word))
    if role:
        found = found.filter(role=role)
    start = (page - 1) * ON_A_PAGE
    people = list(found[start : start + ON_A_PAGE + 1])
    return PeoplePage(
        people=people[:ON_A_PAGE],
        previous=page - 1 if page > 1 else None,
        following=page + 1 if len(people) > ON_A_PAGE else None,
    )


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("kind", "name")
