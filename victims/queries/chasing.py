"""Settings of the chase as they stood on a day, and which requests may have a step to send."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q, QuerySet

from accounts.models import Organisation
from victims.enums import PromptStep
from victims.models import ChaseSetting, ReferralRequest
from victims.rules.chase import Chase, ChaseDays, reply_by
from vlu.lib.errors import DomainError
from vlu.lib.working_days import WorkingCalendar


class NoChaseSetting(DomainError):
    """No row says how long an office has to answer."""

    code = "no_chase_setting"


@dataclass(frozen=True)
class ChaseSettings:
    """Every row, read once."""

    rows: tuple[ChaseSetting, ...]

    def of(self, organisation_id: int, day: date) -> ChaseSetting:
        """The office's own row in force that day, else the one for every office. Raises NoChaseSetting."""
        for owner in (organisation_id, None):
            found = next((row for row in self.rows if row.organisation_id == owner and _in_force(row, day)), None)
            if found is not None:
                return found
        raise NoChaseSetting(
            f"No setting says when an office is asked again for a case found on {day}. Load the reference data."
        )

    def days_of(self, request: ReferralRequest) -> ChaseDays:
        return self.of(request.organisation_id, request.found_on).days

    def reply_by(self, request: ReferralRequest, calendar: WorkingCalendar) -> date:
        return reply_by(request.found_on, self.days_of(request), calendar)


def _in_force(row: ChaseSetting, day: date) -> bool:
    return row.valid_from is not None and row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def chase_settings() -> ChaseSettings:
    return ChaseSettings(tuple(ChaseSetting.objects.select_related("organisation").order_by("-valid_from")))


def chase_of(request: ReferralRequest, settings: ChaseSettings) -> Chase:
    """The facts of one request for the rule; its prompts are read."""
    sent = {PromptStep(prompt.step): prompt.sent_on for prompt in request.prompts.all()}
    return Chase(request.found_on, settings.days_of(request), request.answered_on, sent, paused=request.is_paused)


def requests_to_prompt(today: date, calendar: WorkingCalendar) -> QuerySet[ReferralRequest]:
    """Requests asked for that may have a step to send today: a wide net in SQL, for the rule to decide.

    It leaves out those prompted today, escalated, or too young for their next step under even the shortest setting.
    """
    shortest = ChaseSetting.objects.aggregate(second=Min("second_day"), third=Min("third_day"))
    second, third = shortest["second"] or 0, shortest["third"] or 0
    asked_for = ReferralRequest.objects.asked_for().filter(found_on__lte=today)
    return asked_for.annotate(last_step=Max("prompts__step"), last_on=Max("prompts__sent_on")).filter(
        Q(last_step__isnull=True)
        | Q(last_step=PromptStep.OFFICERS, last_on__lt=today, found_on__lt=calendar.add(today, 1 - second))
        | Q(last_step=PromptStep.SUPERVISOR, last_on__lt=today, found_on__lt=calendar.add(today, 1 - third))
    )


def offices_asked() -> Iterable[Organisation]:
    """Offices that still have something to answer."""
    asked_for = ReferralRequest.objects.asked_for().order_by().values("organisation")
    return Organisation.objects.filter(pk__in=asked_for).order_by("pk")
