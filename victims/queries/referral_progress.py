"""What happens next to a referral, from what its sender may know."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from victims.models import Enrolment, Referral
from victims.queries.draft_verdict import contact_by
from victims.queries.referrals import FIRST_CONTACT, ReferralRow, referral_row
from victims.queries.unit_contact import UnitContact, unit_of_region
from victims.rules.verdict_words import words_for


@dataclass(frozen=True)
class Progress:
    """`unit` is whom to telephone while there is no officer."""

    row: ReferralRow
    unit: UnitContact
    happens_next: str
    urgent: bool

    @property
    def officer(self) -> User | None:
        return self.row.officer


def progress_of(referral: Referral) -> Progress:
    enrolment = referral.enrolments.select_related("officer").get()
    row = referral_row(referral)
    return Progress(
        row=row,
        unit=unit_of_region(enrolment.region_id),
        happens_next=_next(referral, enrolment, row),
        urgent=enrolment.referrer_says_urgent,
    )


def _next(referral: Referral, enrolment: Enrolment, row: ReferralRow) -> str:
    """From the verdict and the day of the referral: nothing that was written later comes into it."""
    if row.status == FIRST_CONTACT:
        return "The victim liaison officer is in touch with them. You need do nothing more."
    by = contact_by(enrolment.verdict, enrolment.sentenced_on, referral.received_on)
    return words_for(enrolment.verdict, enrolment.category, by).next
