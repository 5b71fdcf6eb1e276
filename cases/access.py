"""Doors to the offender side. Missing and not yours look the same."""

from __future__ import annotations

from accounts.models import User
from cases.models import Case, EligibilityRuleSet, Offence, Offender
from cases.queries.people import offenders_managed_by
from vlu.lib.errors import NotFound


def get_managed_offender(user: User, reference: str) -> Offender:
    """An offender this person manages. Raises NotFound otherwise."""
    offender = offenders_managed_by(user).filter(reference=reference).first()
    if offender is None:
        raise NotFound
    return offender


def get_offence_of_case(case: Case, number: int) -> Offence:
    """An offence of a case by its place in the list of its sentence page, from 1. Raises NotFound."""
    offences = list(case.conviction.offences.select_related("offence_type").order_by("id"))
    if not 1 <= number <= len(offences):
        raise NotFound
    return offences[number - 1]


def get_rule_set_that_waits(version: str) -> EligibilityRuleSet:
    """One whose day of commencement people enter. Raises NotFound, also for a set that needs none."""
    row = EligibilityRuleSet.objects.filter(version=version, needs_commencement=True).first()
    if row is None:
        raise NotFound
    return row
