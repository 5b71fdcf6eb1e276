"""A witness care unit's referrals and what became of them: received, with whom, first contact made. Nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from victims.models import Enrolment, Referral, ReferralDraft
from victims.rules.referral_content import Unfinished, offender_named, people_referred, unfinished
from victims.rules.referral_reference import referral_reference
from victims.rules.referral_shape import FIRST, PEOPLE, Entry, entries

PAGE_SIZE = 25
RECEIVED, WITH_OFFICER, FIRST_CONTACT = "Received", "With {officer}", "First contact made"


@dataclass(frozen=True)
class PersonRow:
    """Somebody a referral was for. The name is the one that was sent: a later change of it is not the referrer's."""

    key: str
    name: str
    status: str
    officer: User | None


@dataclass(frozen=True)
class ReferralRow:
    reference: str
    people: Sequence[PersonRow]
    offender: str
    received_on: date


@dataclass(frozen=True)
class ReferralPage:
    """`newer` and `older` are the references to go on from; empty at either end."""

    rows: Sequence[ReferralRow]
    newer: str
    older: str


def referrals_page(user: User, *, older_than: str = "", newer_than: str = "") -> ReferralPage:
    """25 referrals of the person's force, newest first, beside the one named. Three queries, however long the list."""
    mine = _with_progress(Referral.objects.visible_to(user))
    cursor = mine.filter(reference=older_than or newer_than).first() if older_than or newer_than else None
    if cursor is not None and newer_than:
        found = list(mine.filter(_newer(cursor)).order_by("received_at", "id")[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE][::-1]
        newer, older = len(found) > PAGE_SIZE, True
    else:
        rows = mine.filter(_older(cursor)) if cursor else mine
        found = list(rows.order_by("-received_at", "-id")[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE]
        newer, older = cursor is not None, len(found) > PAGE_SIZE
    return ReferralPage(
        [referral_row(referral) for referral in shown],
        newer=shown[0].reference if shown and newer else "",
        older=shown[-1].reference if shown and older else "",
    )


def _older(cursor: Referral) -> Q:
    return Q(received_at__lt=cursor.received_at) | Q(received_at=cursor.received_at, id__lt=cursor.pk)


def _newer(cursor: Referral) -> Q:
    return Q(received_at__gt=cursor.received_at) | Q(received_at=cursor.received_at, id__gt=cursor.pk)


def _with_progress(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Only the columns a referrer may know of are read."""
    progress = Enrolment.objects.select_related("officer").only(
        "referral_id", "entry", "first_contact_on", "officer__name", "officer__phone", "officer__email"
    )
    return referrals.prefetch_related(Prefetch("enrolments", queryset=progress.order_by("id")))


def referral_row(referral: Referral) -> ReferralRow:
    enrolled = {enrolment.entry or FIRST: enrolment for enrolment in referral.enrolments.all()}
    people = [_person_row(entry, enrolled.get(entry["key"])) for entry in entries(referral.content, PEOPLE)]
    return ReferralRow(referral.reference, people, offender_named(referral.content), referral.received_on)


def _person_row(entry: Entry, enrolment: Enrolment | None) -> PersonRow:
    officer = enrolment.officer if enrolment else None
    status = RECEIVED
    if enrolment and enrolment.first_contact_on:
        status = FIRST_CONTACT
    elif officer:
        status = WITH_OFFICER.format(officer=officer.name)
    return PersonRow(entry["key"], f"{entry['first_names']} {entry['last_name']}".strip(), status, officer)


def referral_sent_from(key: UUID, user: User) -> Referral | None:
    """What became of a draft that is gone because it was sent."""
    return Referral.objects.visible_to(user).filter(reference=referral_reference(key)).first()


@dataclass(frozen=True)
class DraftRow:
    key: UUID
    offender: str
    person: str
    changed_at: datetime
    left_to_do: Unfinished | None


def unfinished_drafts(user: User) -> list[DraftRow]:
    """What this person began and has not sent, the latest first."""
    drafts = ReferralDraft.objects.filter(owner=user).order_by("-changed_at", "-id")
    return [
        DraftRow(
            draft.key,
            offender_named(draft.content),
            " and ".join(people_referred(draft.content)),
            draft.changed_at,
            unfinished(draft.content),
        )
        for draft in drafts
    ]
