"""Doors to the victim side. Each checks who is asking; the last also notes that a victim's record was opened."""

from __future__ import annotations

from accounts import audit
from accounts.models import User
from victims.models import Enrolment, Referral, ReferralDraft
from vlu.lib.errors import NotFound


def get_enrolment(user: User, reference: str) -> Enrolment:
    """An enrolment this person may see. Raises NotFound when it is missing or not theirs."""
    enrolment = (
        Enrolment.objects.visible_to(user)
        .select_related("victim", "case__offender", "case__conviction__court", "offence", "officer", "region")
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


def get_referral(user: User, reference: str) -> Referral:
    referral = Referral.objects.visible_to(user).filter(reference=reference).first()
    if referral is None:
        raise NotFound
    return referral


def get_draft(user: User, key: str) -> ReferralDraft:
    """A draft is its writer's alone."""
    draft = ReferralDraft.objects.filter(owner=user, key=key).first()
    if draft is None:
        raise NotFound("This draft has been sent or removed. Your sent referrals are on the Referrals page.")
    return draft
