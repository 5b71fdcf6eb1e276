"""The one question every page asks first: does this person's role include this?"""

from __future__ import annotations

from accounts.enums import Capability
from accounts.models import Absence, User
from vlu.lib.errors import NotAllowed, NotFound


def require(user: User, capability: Capability) -> None:
    """Raises NotAllowed, in words, unless the person's role holds the capability."""
    if not user.may(capability):
        label = capability.label
        raise NotAllowed(
            f"Your role, {user.get_role_display().lower()}, does not include this: {label[0].lower()}{label[1:]}. "
            "If you need it, ask an administrator."
        )


def get_person(user: User, reference: str) -> User:
    """Somebody's entry in the list of people. Raises NotAllowed; NotFound when there is no such person."""
    require(user, Capability.MANAGE_PEOPLE)
    found: User | None = User.objects.select_related("organisation").filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def get_absence(user: User, number: int) -> Absence:
    """An absence this person answers for. Raises NotAllowed; NotFound when it is missing or somebody else's."""
    require(user, Capability.RECORD_ABSENCE)
    found = Absence.objects.answered_for_by(user).select_related("person", "cover").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
