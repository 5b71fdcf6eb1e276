"""Doors to the offender side. Missing and not yours look the same."""

from __future__ import annotations

from accounts.models import User
from cases.models import Offender
from cases.queries.people import offenders_managed_by
from vlu.lib.errors import NotFound


def get_managed_offender(user: User, reference: str) -> Offender:
    """An offender this person manages. Raises NotFound otherwise."""
    offender = offenders_managed_by(user).filter(reference=reference).first()
    if offender is None:
        raise NotFound
    return offender
