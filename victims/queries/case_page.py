"""Everything the case page shows, gathered in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q

from accounts.models import User
from cases.enums import KeyDateKind
from cases.models import Case, KeyDate, Sentence, Supervision
from victims.models import Deadline, EligibilityVerdict, Enrolment, SafeContact
from victims.queries.limits import current_limits
from victims.queries.safe_contact import facts_of
from victims.rules.case_line import LinePoint, case_line
from victims.rules.clocks import OF_COMPLAINTS, START_WORDS, Standing, standing
from victims.rules.limits import Limit, explanation, version_on
from victims.rules.wording import action_words, days_left_words, safe_contact_short, urgent_banner
from vlu.lib.working_days import WorkingCalendar


@dataclass(frozen=True)
class ClockNote:
    """What was said about a clock for the due date it has, and what the reader may say: filled in by whoever shows a
    clock to those who work it (notifications.queries.in_hand)."""

    sentences: tuple[str, ...] = ()
    may_wait: bool = False
    may_take: bool = False


@dataclass(frozen=True)
class ClockLine:
    """One clock with the sentence that explains it."""

    deadline: Deadline
    label: str
    due_on: date
    met_on: date | None
    because: str
    standing: Standing
    days_left: str
    note: ClockNote = ClockNote()


@dataclass(frozen=True)
class VictimCard:
    """One person on the case, as the overview shows them: nothing of anybody else."""

    enrolment: Enrolment
    safe_contact: str
    last_contact_on: date | None
    next_action: str
    verdict_waits: bool
    clocks: list[ClockLine]


def victim_cards(user: User, case: Case, today: date, calendar: WorkingCalendar) -> list[VictimCard]:
    """The enrolments of a case this person may see, soonest due first."""
    enrolments = (
        Enrolment.objects.visible_to(user)
        .filter(case=case)
        .select_related("victim", "officer", "offence", "referral")
        .annotate(
            last_contact_on=Max("contacts__happened_on", filter=Q(contacts__reached=True)),
            verdict_waits=Exists(EligibilityVerdict.objects.waiting().filter(enrolment=OuterRef("pk"))),
        )
        .prefetch_related(
            Prefetch("victim__safe_contacts", queryset=SafeContact.objects.current(), to_attr="current_safe_contacts"),
            Prefetch(
                "deadlines",
                queryset=Deadline.objects.exclude(kind__in=OF_COMPLAINTS).order_by("due_on", "id"),
                to_attr="all_deadlines",
            ),
        )
        .order_by("next_due_on", "id")
    )
    limits = current_limits()
    return [_card(enrolment, limits, today, calendar) for enrolment in enrolments]


def _card(enrolment: Enrolment, limits: Sequence[Limit], today: date, calendar: WorkingCalendar) -> VictimCard:
    deadlines: list[Deadline] = enrolment.all_deadlines  # type: ignore[attr-defined]
    safe: list[SafeContact] = enrolment.victim.current_safe_contacts  # type: ignore[attr-defined]
    following = next(
        (d for d in deadlines if d.kind == enrolment.next_kind and d.due_on == enrolment.next_due_on), None
    )
    return VictimCard(
        enrolment=enrolment,
        safe_contact=safe_contact_short(facts_of(safe[0])) if safe else "",
        last_contact_on=enrolment.last_contact_on,  # type: ignore[attr-defined]
        next_action=action_words(enrolment.next_kind, following.task if following else ""),
        verdict_waits=enrolment.verdict_waits,  # type: ignore[attr-defined]
        clocks=clock_lines(deadlines, limits, today, calendar),
    )


def clock_lines(
    deadlines: Sequence[Deadline], limits: Sequence[Limit], today: date, calendar: WorkingCalendar
) -> list[ClockLine]:
    return [
        ClockLine(
            deadline=deadline,
            label=deadline.get_kind_display() if not deadline.task else action_words(deadline.kind, deadline.task),
            due_on=deadline.due_on,
            met_on=deadline.met_on,
            because=_because(deadline, limits, calendar),
            standing=standing(deadline.due_on, deadline.met_on, today, calendar),
            days_left=days_left_words(deadline.due_on, today, calendar.count(today, deadline.due_on)),
        )
        for deadline in deadlines
        if deadline.withdrawn_on is None or deadline.met_on is not None
    ]


def _because(deadline: Deadline, limits: Sequence[Limit], calendar: WorkingCalendar) -> str:
    limit = version_on(limits, deadline.limit_code, deadline.started_on)
    if limit is None:
        return _because_of_a_fact(deadline)
    start = START_WORDS.get(deadline.limit_code, "")
    return explanation(limit, deadline.started_on, deadline.due_on, calendar, start=start)


def _because_of_a_fact(deadline: Deadline) -> str:
    if deadline.event_id:
        return "the day it was reported"
    return "before the date it is about" if deadline.limit_code else "the day that was agreed or noted"


def key_dates(case: Case) -> list[KeyDate]:
    return list(KeyDate.objects.current().filter(case=case).select_related("recorded_by"))


def line_of(
    case: Case, cards: Sequence[VictimCard], dates: Sequence[KeyDate], today: date
) -> tuple[list[LinePoint], int | None]:
    """The line from sentence to the last date known. One victim's referral and contact are shown only when alone."""
    points = [("Sentence", case.sentenced_on, True)]
    if len(cards) == 1:
        enrolment = cards[0].enrolment
        points += [("Referral", enrolment.referred_on, True)] if enrolment.referred_on else []
        points += [("First contact", enrolment.first_contact_on, True)] if enrolment.first_contact_on else []
    points += [(row.get_kind_display(), row.falls_on, row.is_confirmed) for row in dates]
    return case_line(points, today)


def urgent_sentence(enrolments: Sequence[Enrolment], dates: Sequence[KeyDate], today: date) -> tuple[str, str]:
    """The banner's reason, and the reason code for its advice; both empty when nothing is urgent."""
    urgent = [enrolment for enrolment in enrolments if enrolment.urgent_from and enrolment.urgent_from <= today]
    if not urgent:
        return "", ""
    first = min(urgent, key=lambda enrolment: enrolment.urgent_from or today)
    release = next((row for row in dates if row.kind == KeyDateKind.RELEASE), None)
    sentence = urgent_banner(
        first.urgent_reason,
        release.falls_on if release else None,
        release_confirmed=bool(release and release.is_confirmed),
    )
    return sentence, first.urgent_reason


def sentence_facts(case: Case) -> dict[str, Any]:
    """The offences with their sentences, and the numbers and other names the offender is known by."""
    return {
        "offences": case.conviction.offences.prefetch_related("sentences"),
        "earlier": Sentence.objects.filter(offence__conviction=case.conviction_id, superseded_at__isnull=False)
        .select_related("offence__offence_type")
        .order_by("-superseded_at"),
        "identifiers": case.offender.identifiers.all(),
        "aliases": case.offender.aliases.all(),
    }


def offender_manager_of(case: Case) -> Supervision | None:
    return (
        Supervision.objects.filter(offender=case.offender_id, until__isnull=True)
        .select_related("officer__organisation__region")
        .first()
    )
