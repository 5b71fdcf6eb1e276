"""One timeline for a case: what the court, the referrer, the unit and the offender manager did, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from accounts.models import User
from cases.enums import SentenceCause
from cases.models import Case, KeyEvent, Sentence
from victims.enums import VerdictCause
from victims.models import (
    Allocation,
    ContactEntry,
    DiscretionaryDecision,
    EligibilityVerdict,
    Enrolment,
    ReferralRequest,
    VictimDecision,
)
from vlu.lib.clock import LONDON
from vlu.lib.dates import in_words

LONGEST = 200


@dataclass(frozen=True)
class TimelineEntry:
    at: datetime
    title: str
    by: str = ""
    text: str = ""
    url_reference: str = ""


def timeline_of(user: User, case: Case) -> list[TimelineEntry]:
    """Only what belongs to enrolments this person may see. Notes stay on the victim's own page."""
    enrolments = list(
        Enrolment.objects.visible_to(user).filter(case=case).select_related("victim", "referral__organisation")
    )
    keys = [enrolment.pk for enrolment in enrolments]
    court = case.conviction.court_name
    entries = [TimelineEntry(_morning(case.sentenced_on), "Sentenced", by=court)]
    entries += [_referral(enrolment, enrolment.referred_on) for enrolment in enrolments if enrolment.referred_on]
    entries += _allocations(keys) + _contacts(keys) + _events(case) + _verdicts(keys) + _sentences(case)
    entries += _decisions(keys) + _discretion(keys)
    entries += _requests(user, case)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:LONGEST]


def _referral(enrolment: Enrolment, received_on: date) -> TimelineEntry:
    title = f"{enrolment.victim.short_name} referred"
    if enrolment.referral:
        return TimelineEntry(enrolment.referral.received_at, title, by=enrolment.referral.organisation.name)
    return TimelineEntry(_morning(received_on), title, text="From the earlier system.")


def _allocations(keys: list[int]) -> list[TimelineEntry]:
    rows = Allocation.objects.filter(enrolment__in=keys).select_related("officer", "made_by", "enrolment__victim")
    return [
        TimelineEntry(
            row.since,
            f"{row.enrolment.victim.short_name} allocated to {row.officer.name}",
            row.made_by.name,
            row.reason,
        )
        for row in rows
    ]


def _contacts(keys: list[int]) -> list[TimelineEntry]:
    rows = ContactEntry.objects.filter(enrolment__in=keys).select_related("recorded_by", "enrolment__victim")
    return [
        TimelineEntry(
            at=_moment(row),
            title=f"{row.enrolment.victim.short_name} {row.get_channel_display()}: {row.get_outcome_display().lower()}",
            by=row.recorded_by.name if row.recorded_by else "",
            url_reference=row.enrolment.reference,
        )
        for row in rows[:LONGEST]
    ]


def _verdicts(keys: list[int]) -> list[TimelineEntry]:
    """Every verdict after the first, with who gave it; of one that waited and was set aside, that it was put."""
    rows = (
        EligibilityVerdict.objects.filter(enrolment__in=keys)
        .filter(cause__in=[VerdictCause.FACTS, VerdictCause.OVERRIDE, VerdictCause.ACCEPTED])
        .select_related("enrolment__victim", "decided_by")
    )
    return [
        TimelineEntry(
            at=row.decided_at,
            title=f"{row.enrolment.victim.short_name}: {row.get_verdict_display()}",
            by=row.decided_by.name if row.decided_by else "",
            text="Put to a manager, because the rule now says so."
            if row.waits_for_manager
            else row.get_cause_display(),
            url_reference=row.enrolment.reference,
        )
        for row in rows[:LONGEST]
    ]


def _sentences(case: Case) -> list[TimelineEntry]:
    """Changes to a sentence, at the morning of the day they were passed."""
    rows = Sentence.objects.filter(offence__conviction=case.conviction_id).exclude(cause=SentenceCause.PASSED)
    return [
        TimelineEntry(
            at=_morning(row.sentenced_on),
            title=f"{row.get_cause_display()}: {str(row).lower()}, for {row.offence.title}",
            by=row.recorded_by.name if row.recorded_by else "",
            text=row.note,
        )
        for row in rows.select_related("offence__offence_type", "recorded_by")[:LONGEST]
    ]


def _decisions(keys: list[int]) -> list[TimelineEntry]:
    rows = VictimDecision.objects.filter(enrolment__in=keys).select_related("recorded_by", "enrolment__victim")
    return [
        TimelineEntry(
            at=row.recorded_at,
            title=f"{row.enrolment.victim.short_name}: {row.get_kind_display().lower()}",
            by=row.recorded_by.name,
            url_reference=row.enrolment.reference,
        )
        for row in rows[:LONGEST]
    ]


def _discretion(keys: list[int]) -> list[TimelineEntry]:
    rows = DiscretionaryDecision.objects.filter(enrolment__in=keys).select_related("decided_by", "enrolment__victim")
    return [
        TimelineEntry(
            at=_morning(row.decided_on),
            title=f"{row.enrolment.victim.short_name}: {'' if row.granted else 'no '}discretionary contact",
            by=row.decided_by.name,
            url_reference=row.enrolment.reference,
        )
        for row in rows[:LONGEST]
    ]


def _events(case: Case) -> list[TimelineEntry]:
    rows = KeyEvent.objects.standing().filter(case=case).select_related("reported_by")
    return [
        TimelineEntry(
            at=row.reported_at,
            title=f"{row.get_kind_display()}: {in_words(row.happens_on)}",
            by=row.reported_by.name,
            text=row.note,
        )
        for row in rows[:LONGEST]
    ]


def _requests(user: User, case: Case) -> list[TimelineEntry]:
    """Each time an office was asked for a referral, and its answer."""
    rows = ReferralRequest.objects.visible_to(user).filter(case=case)
    found: list[TimelineEntry] = []
    for row in rows.select_related("organisation", "answered_by").prefetch_related("prompts"):
        title = f"No referral of {row.person_short}: found" if row.concerning else "No referral for the offence: found"
        found.append(TimelineEntry(_morning(row.found_on), title, text=f"{row.reference}, {row.get_source_display()}"))
        found += [
            TimelineEntry(prompt.sent_at, f"{prompt.get_step_display()} about {row.reference}", text=prompt.told)
            for prompt in row.prompts.all()
        ]
        if row.answered_on:
            answered_by = row.answered_by.name if row.answered_by else row.answered_through
            title = f"{row.reference} answered: {row.get_answer_display()}"
            found.append(TimelineEntry(_morning(row.answered_on), title, by=answered_by, text=row.answer_note))
    return found


def _moment(row: ContactEntry) -> datetime:
    return make_aware(datetime.combine(row.happened_on, row.happened_at or time(12)), LONDON)


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(9)), LONDON)
