"""Enrol a victim on a case: the verdict, the owning region, and the clocks, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import PoliceForce, Region, User
from cases.models import Case, Offence
from cases.queries.eligibility import assess_offences
from cases.rules.offence_codes import recording_error
from victims.actions.both_sides import look_for
from victims.actions.clocks import refresh_clocks
from victims.actions.verdicts import keep_first_verdict
from victims.models import Enrolment, Referral, Victim
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.references import enrolment_reference

# The fact is kept and sealed, and not in the sentence: administrators read the trail and see no case.
ENROLLED = audit.verb("enrolment.opened", "enrolled somebody")


class AlreadyEnrolled(DomainError):
    code = "already_enrolled"


@dataclass(frozen=True)
class Owner:
    """Who owns the enrolment from its first moment, and which force its referral came from."""

    region: Region
    force: PoliceForce | None


@transaction.atomic
def enrol(
    *,
    case: Case,
    victim: Victim,
    category: str,
    offences: Sequence[Offence],
    owner: Owner,
    referral: Referral | None,
    referred_on: date,
    urgent: bool,
    facts: Mapping[str, Any] | None = None,
    by: User,
) -> Enrolment:
    """`facts`: what a referral says of this person, by field: on whose behalf they stand, and by what authority.
    `offences` are all of the case that concern this person; the one that gives them most decides.

    Raises AlreadyEnrolled when this person is already on this case.
    """
    if Enrolment.objects.filter(case=case, victim=victim).exists():
        raise AlreadyEnrolled(f"This person is already on case {case.reference}.")
    answer, deciding = assess_offences(offences, owner.region, owner.force)
    enrolment = Enrolment(
        reference=_free_reference(case),
        case=case,
        victim=victim,
        category=category,
        offence=deciding,
        region=owner.region,
        force=owner.force,
        referral=referral,
        scheme=answer.scheme,
        verdict=answer.verdict,
        verdict_rule=answer.rule,
        verdict_reasons=list(answer.reasons),
        warnings=_recording_errors(offences),
        sentenced_on=case.sentenced_on,
        referred_on=referred_on,
        referrer_says_urgent=urgent,
        **(facts or {}),
    )
    enrolment.full_clean()
    enrolment.save()
    enrolment.offences.set(offences)
    keep_first_verdict(enrolment, answer, deciding)
    refresh_clocks(enrolment, clock.today())
    look_for(victims=[victim.pk])
    audit.record(ENROLLED, enrolment, by, region=owner.region.code, verdict=answer.verdict.label)
    return enrolment


def _recording_errors(offences: Sequence[Offence]) -> list[str]:
    found = (recording_error(offence.code, offence.committed_on) for offence in offences)
    return [text for text in dict.fromkeys(found) if text]


def _free_reference(case: Case) -> str:
    number = case.enrolments.count() + 1
    while Enrolment.objects.filter(reference=enrolment_reference(case.reference, number)).exists():
        number += 1
    return enrolment_reference(case.reference, number)
