"""Requests for a referral as the office that answers and the unit that asks see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet

from accounts.models import User
from cases.enums import Verdict
from cases.models import Case, Offence
from cases.rules.identifiers import police_case_number
from victims.enums import PromptStep
from victims.models import CourtResult, Enrolment, Referral, ReferralRequest, RequestPrompt
from victims.queries.chasing import ChaseSettings, chase_settings
from victims.rules.youth_teams import opt_out_words
from vlu.lib.errors import NotFound
from vlu.lib.working_days import WorkingCalendar

# What the unit's list can be narrowed to, and the words for it.
SHOWN = {
    "": "All that wait for an answer",
    "not_asked": "Not asked yet",
    "officers": PromptStep.OFFICERS.label,
    "supervisor": PromptStep.SUPERVISOR.label,
    "escalated": PromptStep.HEADS.label,
    "paused": "Paused",
    "nobody": "Nobody there to ask",
    "answered": "Answered",
}
_STEP = {
    "not_asked": None,
    "officers": PromptStep.OFFICERS,
    "supervisor": PromptStep.SUPERVISOR,
    "escalated": PromptStep.HEADS,
}


@dataclass(frozen=True)
class RequestRow:
    """`late`: the day for a reply has passed, none came, and the office is still asked. `police_case_number`: by which
    the office knows the case; empty when no court result gave it."""

    request: ReferralRequest
    offences: Sequence[Offence]
    reply_by: date
    late: bool
    police_case_number: str

    @property
    def opt_out_words(self) -> str:
        """From which day the limit of a youth offending team counts."""
        return opt_out_words(self.request.opt_out_ended_on)

    @property
    def step(self) -> str:
        last: int | None = getattr(self.request, "last_step", None)
        if self.request.is_paused:
            return "Paused"
        return PromptStep(last).label if last else SHOWN["not_asked"]


def waiting_for(user: User, today: date, calendar: WorkingCalendar) -> list[RequestRow]:
    """What the person's office has still to answer, the longest standing first. A fixed number of queries."""
    rows = ReferralRequest.objects.visible_to(user).standing().on_page().order_by("found_on", "pk")
    return rows_of(rows, today, calendar)


def requests_of_unit(user: User, shown: str) -> QuerySet[ReferralRequest]:
    """The region's, narrowed as asked; those that stand the longest first, answers the latest first."""
    prompts = RequestPrompt.objects.filter(request=OuterRef("pk"), reached_nobody=True)
    rows: QuerySet[ReferralRequest] = ReferralRequest.objects.visible_to(user).on_page()
    if shown == "answered":
        rows = rows.exclude(answer="").order_by("-answered_on", "-pk")
    else:
        rows = rows.filter(answer="").order_by("found_on", "pk")
    rows = rows.annotate(last_step=Max("prompts__step"), reached_nobody=Exists(prompts))
    if shown == "paused":
        return rows.filter(verdict=Verdict.NOT_ELIGIBLE)
    if shown == "nobody":
        return rows.filter(reached_nobody=True)
    if shown in _STEP:
        step = _STEP[shown]
        return rows.filter(last_step__isnull=True) if step is None else rows.filter(last_step=step)
    return rows


def paused_on_case(user: User, case: Case) -> list[ReferralRequest]:
    """Requests of the case that stand and are not asked for while its sentence entitles nobody: one query."""
    rows = ReferralRequest.objects.visible_to(user).standing().filter(case=case, verdict=Verdict.NOT_ELIGIBLE)
    return list(rows.select_related("organisation").order_by("pk"))


def rows_of(requests: Iterable[ReferralRequest], today: date, calendar: WorkingCalendar) -> list[RequestRow]:
    """With what a page says of each: two queries more, however many there are."""
    settings, found = chase_settings(), list(requests)
    numbers = _police_case_numbers(found)
    return [_row(request, settings, numbers.get(request.pk, ""), today, calendar) for request in found]


def row_of(request: ReferralRequest, today: date, calendar: WorkingCalendar) -> RequestRow:
    return rows_of([request], today, calendar)[0]


def _row(
    request: ReferralRequest, settings: ChaseSettings, number: str, today: date, calendar: WorkingCalendar
) -> RequestRow:
    reply_by = settings.reply_by(request, calendar)
    late = not request.answer and not request.is_paused and reply_by < today
    return RequestRow(request, list(request.offences.all()), reply_by, late, number)


def _police_case_numbers(requests: Sequence[ReferralRequest]) -> dict[int, str]:
    """By request: the police's number of the case in the court result that named the person, as set right since. What
    is no such number is left out: anything may stand in a cell."""
    rows = CourtResult.objects.filter(request__in=[request.pk for request in requests]).order_by("-pk")
    said = rows.values_list("request", "raw__urn", "corrections__urn")
    read = ((key, police_case_number(str(corrected or raw or ""))) for key, raw, corrected in said)
    return {key: number for key, number in read if key is not None and number}


def referrals_beside(user: User, request: ReferralRequest) -> list[Enrolment]:
    """People referred on the same case whose referral answered no request: it may be for this person."""
    rows = Enrolment.objects.visible_to(user).filter(case=request.case_id, referral__isnull=False)
    return list(rows.filter(referral__requests__isnull=True).select_related("victim", "referral").order_by("pk"))


def referred_on_case(user: User, request: ReferralRequest, reference: str) -> Enrolment:
    """A person referred on the request's case. Raises NotFound."""
    people = Enrolment.objects.visible_to(user).filter(case=request.case_id, referral__isnull=False)
    found = people.select_related("referral").filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def referrals_to_name(user: User) -> QuerySet[Referral]:
    """What an answer of this person may name."""
    return Referral.objects.visible_to(user)
