"""What one victim's page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from cases.queries.calendar import working_calendar
from cases.rules.age import eighteenth_birthday
from victims.enums import DeadlineKind
from victims.models import ContactEntry, Deadline, EligibilityVerdict, Enrolment, Referral
from victims.queries.case_page import ClockLine, clock_lines
from victims.queries.draft_verdict import contact_by
from victims.queries.limits import current_limits
from victims.rules.clocks import OF_COMPLAINTS
from victims.rules.limits import version_or_first
from victims.rules.referral_shape import FIRST, OBJECTION, OFFENDER, PEOPLE, entry_of
from victims.rules.referral_summary import HARMED, RELEASE
from victims.rules.youth_teams import TELL_LIMIT, YouthDays, opt_out_words, told_words
from vlu.lib.dates import in_words
from vlu.lib.working_days import WorkingCalendar

SHOWN = 50
SAFETY = {True: "The referrer has checked that it is", False: "The referrer has not checked this"}


def clocks_of(enrolment: Enrolment, today: date, calendar: WorkingCalendar) -> list[ClockLine]:
    """Those of complaints are left out: they may be about the officer, and stand with the complaint."""
    rows = enrolment.deadlines.exclude(kind__in=OF_COMPLAINTS)
    deadlines = list(rows.order_by("due_on", "id"))
    return clock_lines(deadlines, current_limits(), today, calendar)


def contacts_of(enrolment: Enrolment) -> list[ContactEntry]:
    """The latest contacts and attempts, newest first; those of a duplicate that was closed into this one included."""
    of_either = Q(enrolment=enrolment) | Q(enrolment__duplicate_of=enrolment)
    return list(ContactEntry.objects.filter(of_either).select_related("recorded_by", "agreed_note")[:SHOWN])


def referrers_words(enrolment: Enrolment) -> list[tuple[str, str]]:
    """What the referrer wrote that stands nowhere else: what they know of a release, what they told the
    person, and what the unit should know."""
    if enrolment.referral is None:
        return []
    content = enrolment.referral.content
    person, objection = entry_of(content, PEOPLE, enrolment.entry or FIRST) or {}, content.get(OBJECTION, {})
    said = (
        ("Release", _release(content)),
        ("They have been told", person.get("told", "")),
        ("Told by", person.get("told_by", "")),
        (
            "Is it a safe way to reach them?",
            SAFETY[person["safety_checked"]] if person and "version" in content else "",
        ),
        ("Why no way to reach them was given", person.get("no_contact_reason", "")),
        ("Why the referrer thinks they are eligible", objection.get("why", "")),
        ("Officer in the case", _officer(enrolment.referral)),
        *_youth_team(enrolment, enrolment.referral),
    )
    return [(label, text) for label, text in said if text]


def _release(content: Mapping[str, Any]) -> str:
    """What made the referral urgent. It is a referrer's word: nobody is told of a release on the strength of it."""
    release = RELEASE.get(content.get(OFFENDER, {}).get("release", ""), "")
    return f"{release}, the referrer says. It is not confirmed." if release else ""


def _youth_team(enrolment: Enrolment, referral: Referral) -> list[tuple[str, str]]:
    """How the two limits of a youth offending team stand. Nothing for anybody else's referral."""
    if not referral.organisation.is_youth_team:
        return []
    days = YouthDays(enrolment.court_informed_on, enrolment.told_of_scheme_on, enrolment.opt_out_ended_on)
    limit = version_or_first(current_limits(), TELL_LIMIT, days.court_informed_on or enrolment.sentenced_on)
    return [
        ("Told of the scheme", told_words(days, limit.amount, working_calendar())),
        ("Time to opt out", opt_out_words(days.opt_out_ended_on)),
    ]


def on_whose_behalf(enrolment: Enrolment) -> list[tuple[str, str]]:
    """Who was harmed or died, where it is not this person, and what this person is to them."""
    turns_18 = eighteenth_birthday(enrolment.harmed_born_on) if enrolment.harmed_born_on else None
    facts = (
        (HARMED.get(enrolment.category, "Person harmed"), enrolment.harmed_name),
        ("Their relation to them", enrolment.relation),
        ("The child turns 18 on", in_words(turns_18) if turns_18 else ""),
        ("They act for them on", enrolment.authority_basis),
        ("What is known of the person’s capacity", enrolment.capacity_note),
    )
    return [(label, text) for label, text in facts if text]


def officers_in_the_case(enrolments: Iterable[Enrolment]) -> list[str]:
    """Officers in the case whom the referrals named, each once."""
    referrals = (enrolment.referral for enrolment in enrolments)
    return list(dict.fromkeys(text for referral in referrals if referral and (text := _officer(referral))))


def _officer(referral: Referral) -> str:
    return ", ".join(filter(None, (referral.officer_name, referral.officer_contact)))


def standing_actions(enrolment: Enrolment) -> list[Deadline]:
    """What a contact can settle by being named: events to tell, offers to make, and next steps agreed."""
    kinds = (DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN, DeadlineKind.FOLLOW_UP)
    return list(Deadline.objects.standing().filter(enrolment=enrolment, kind__in=kinds).select_related("event"))


def events_to_tell(enrolment: Enrolment) -> list[Deadline]:
    """Events of the offender this victim has not been told of yet."""
    rows = Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.TELL_OF_EVENT)
    return list(rows.select_related("event__reported_by"))


def day_told_before(enrolment: Enrolment, verdicts: Sequence[EligibilityVerdict]) -> date | None:
    """The day of first contact that the referrer was shown on sending, where it is before the one that holds now and
    nobody has been reached: whoever was told of it expects contact by then. `verdicts` are all, the newest first."""
    referral = enrolment.referral
    if referral is None or enrolment.first_contact_on or not verdicts or verdicts[-1].verdict == enrolment.verdict:
        return None
    told = contact_by(verdicts[-1].verdict, enrolment.sentenced_on, referral.received_on)
    now = contact_by(enrolment.verdict, enrolment.sentenced_on, referral.received_on, counts_from=enrolment.counts_from)
    return told if told and (now is None or told < now) else None
