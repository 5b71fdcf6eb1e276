"""Facts of an offence gathered for the eligibility rule."""

from __future__ import annotations

from datetime import date

from accounts.models import PoliceForce, Region
from cases.models import Offence, OffenceType, Sentence
from cases.rules.eligibility import EligibilityFacts, OffenceFacts


def offence_facts(offence_type: OffenceType | None, code: str = "") -> OffenceFacts | None:
    if offence_type is None:
        return None
    return OffenceFacts(code or offence_type.cjs_code, offence_type.title, offence_type.s45_route, offence_type.vns)


def vns_live_from(region: Region, force: PoliceForce | None) -> date:
    """When the Victim Notification Scheme reached the area: the force's own date wins (domain 8.1)."""
    return (force.vns_live_from if force else None) or region.vns_live_from


def facts_of_offence(offence: Offence, region: Region, force: PoliceForce | None) -> EligibilityFacts:
    sentence = current_sentence(offence)
    return EligibilityFacts(
        offence=offence_facts(offence.offence_type, offence.code),
        disposal=sentence.disposal,
        length=sentence.length,
        sentenced_on=sentence.sentenced_on,
        committed_on=offence.committed_on,
        vns_live_from=vns_live_from(region, force),
    )


def current_sentence(offence: Offence) -> Sentence:
    return offence.sentences.get(superseded_at__isnull=True)
