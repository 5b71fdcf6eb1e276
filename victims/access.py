"""Doors to the victim side. Each checks who is asking; the last also notes that a victim's record was opened."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from accounts import audit
from accounts.models import User
from cases.models import Case
from victims.models import (
    CaseloadImport,
    ContactPoint,
    CourtResult,
    CourtResultFile,
    Enrolment,
    Referral,
    ReferralDraft,
    ReferralRequest,
    TransferOffer,
    Victim,
)
from victims.queries.safe_contact import usable_contact_points
from vlu.lib.errors import DomainError, NotFound


class NotYoursYet(DomainError):
    """Another unit offers the case; until it is accepted, it is only looked at."""

    code = "not_yours_yet"


def get_enrolment(user: User, reference: str) -> Enrolment:
    """An enrolment this person may see. Raises NotFound when it is missing or not theirs."""
    enrolment = (
        Enrolment.objects.visible_to(user)
        .select_related(
            "victim",
            "case__offender",
            "case__conviction__court__region",
            "offence",
            "officer",
            "region",
            "home_region",
            "referral__organisation",
            "duplicate_of",
        )
        .filter(reference=reference)
        .first()
    )
    if enrolment is None:
        raise NotFound
    return enrolment


def open_victim_record(user: User, reference: str, purpose: str) -> Enrolment:
    """The same, and the visit is recorded. Raises NotFound."""
    enrolment = get_enrolment(user, reference)
    audit.record_reading(user, enrolment.victim, purpose)
    return enrolment


def open_case_record(user: User, reference: str, purpose: str) -> Case:
    """A case on which this person may see somebody, or ask about somebody; the visit is recorded. Raises NotFound."""
    enrolled = Enrolment.objects.visible_to(user).order_by().values("case")
    asked_about = ReferralRequest.objects.opening_the_case_to(user).order_by().values("case")
    case = (
        Case.objects.filter(Q(pk__in=enrolled) | Q(pk__in=asked_about), reference=reference)
        .select_related("offender", "conviction__court__region", "region")
        .first()
    )
    if case is None:
        raise NotFound
    audit.record_reading(user, case, purpose)
    return case


def open_victim_record_to_change(user: User, reference: str, purpose: str) -> Enrolment:
    """As open_victim_record, for pages that change something. Raises NotYoursYet for a case that is only offered."""
    enrolment = open_victim_record(user, reference, purpose)
    if enrolment.region_id != user.region_code:
        raise NotYoursYet(_still_theirs(enrolment.reference))
    return enrolment


def open_case_record_to_change(user: User, reference: str, purpose: str) -> Case:
    """As open_case_record, for pages that change something. Raises NotYoursYet when all that this person may see on it
    is only offered to their unit."""
    case = open_case_record(user, reference, purpose)
    if not may_change_case(user, case):
        raise NotYoursYet(_still_theirs(case.reference))
    return case


def may_change_case(user: User, case: Case) -> bool:
    """False while all that this person may see on the case is only offered to their unit."""
    owned = Enrolment.objects.owned_by_unit_of(user).filter(case=case).exists()
    return owned or ReferralRequest.objects.opening_the_case_to(user).filter(case=case).exists()


def get_open_offer(user: User, reference: str) -> TransferOffer:
    """The open offer of an enrolment, for the managers of either unit. Raises NotFound."""
    offer = (
        TransferOffer.objects.visible_to(user)
        .waiting()
        .select_related("enrolment__victim", "enrolment__case__offender", "from_region", "to_region", "offered_by")
        .filter(enrolment__reference=reference)
        .first()
    )
    if offer is None:
        raise NotFound("There is no open offer of this case. It may have been answered or withdrawn meanwhile.")
    return offer


def _still_theirs(reference: str) -> str:
    return f"{reference} is offered to your unit and still belongs to the unit that offers it. Accept it first."


def get_contact_point(enrolment: Enrolment, number: int) -> ContactPoint:
    """A number or address of the victim's page by its place there. Raises NotFound, also for one retired meanwhile."""
    point = usable_contact_points(enrolment.victim).get(number)
    if point is None:
        raise NotFound
    return point


def note_search(user: User, victims: Sequence[Victim]) -> None:
    """A search shows names, so whom it found is recorded like any other reading."""
    audit.record_readings(user, victims, "Found by search")


def get_referral(user: User, reference: str) -> Referral:
    referral = Referral.objects.visible_to(user).filter(reference=reference).first()
    if referral is None:
        raise NotFound
    return referral


def get_request(user: User, reference: str) -> ReferralRequest:
    """A request for a referral of this person's unit or office; the visit is recorded. Raises NotFound."""
    found = ReferralRequest.objects.visible_to(user).on_page().filter(reference=reference).first()
    if found is None:
        raise NotFound
    audit.record_reading(user, found, "Request for a referral")
    return found


def get_draft(user: User, key: str) -> ReferralDraft:
    """A draft is its writer's alone."""
    draft = ReferralDraft.objects.filter(owner=user, key=key).first()
    if draft is None:
        raise NotFound("This draft has been sent or removed. Your sent referrals are on the Referrals page.")
    return draft


def get_import(user: User, key: UUID) -> CaseloadImport:
    """A caseload file that somebody of this person's unit brought. Raises NotFound."""
    run = CaseloadImport.objects.visible_to(user).defer("content").select_related("started_by").filter(key=key).first()
    if run is None:
        raise NotFound
    return run


def get_court_file(user: User, key: UUID) -> CourtResultFile:
    """A file of court results that somebody of this person's unit brought. Raises NotFound."""
    files = CourtResultFile.objects.visible_to(user).defer("content").select_related("started_by")
    file = files.filter(key=key).first()
    if file is None:
        raise NotFound
    return file


def get_court_result(user: User, reference: str) -> CourtResult:
    """A court result of this person's region; the visit is recorded. Raises NotFound."""
    rows = CourtResult.objects.visible_to(user).select_related(
        "case__offender", "offence__offence_type", "request__organisation", "court", "force", "file", "decided_by"
    )
    result = rows.filter(reference=reference).first()
    if result is None:
        raise NotFound
    audit.record_reading(user, result, "Court result")
    return result
