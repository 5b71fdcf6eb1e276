"""What happens next to a referral, from what its sender may know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from victims.models import DiscretionaryDecision, Enrolment, Referral
from victims.queries.draft_verdict import contact_by
from victims.queries.referrals import FIRST_CONTACT, PersonRow, ReferralRow, referral_row
from victims.queries.unit_contact import UnitContact, unit_of_region
from victims.rules.referral_shape import FIRST
from victims.rules.verdict_words import words_for


@dataclass(frozen=True)
class PersonProgress:
    """What happens next for one of the people referred."""

    row: PersonRow
    happens_next: str
    urgent: bool

    @property
    def officer(self) -> User | None:
        return self.row.officer


@dataclass(frozen=True)
class Progress:
    """`unit` is whom to telephone while there is no officer."""

    row: ReferralRow
    people: Sequence[PersonProgress]
    unit: UnitContact

    @property
    def has_unallocated(self) -> bool:
        return any(person.officer is None for person in self.people)


def progress_of(referral: Referral) -> Progress:
    enrolled = {one.entry or FIRST: one for one in referral.enrolments.select_related("officer").order_by("id")}
    row = referral_row(referral)
    standing = DiscretionaryDecision.objects.standing().filter(enrolment__referral=referral)
    granted = dict(standing.values_list("enrolment_id", "granted"))
    people = [_person(referral, enrolled[person.key], person, granted) for person in row.people]
    region = next(iter(enrolled.values())).region_id
    return Progress(row, people, unit_of_region(region))


def _person(referral: Referral, enrolment: Enrolment, row: PersonRow, granted: Mapping[int, bool]) -> PersonProgress:
    happens = _next(referral, enrolment, row, granted)
    return PersonProgress(row, happens, enrolment.referrer_says_urgent)


def _next(referral: Referral, enrolment: Enrolment, row: PersonRow, granted: Mapping[int, bool]) -> str:
    """From the manager's decision where there is one, else from the verdict and the day of the referral, or the later
    day from which the sentence counts: nothing else that was written later comes into it."""
    if row.status == FIRST_CONTACT:
        return "The victim liaison officer is in touch with them. You need do nothing more."
    if enrolment.pk in granted:
        return "A victim liaison officer contacts them." if granted[enrolment.pk] else "You need do nothing more here."
    by = contact_by(enrolment.verdict, enrolment.sentenced_on, referral.received_on, counts_from=enrolment.counts_from)
    return words_for(enrolment.verdict, enrolment.category, by).next
