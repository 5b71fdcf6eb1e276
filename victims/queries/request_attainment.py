"""How offices answered requests for a referral: within their target or not, office by office."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from victims.enums import RequestAnswer
from victims.models import ReferralRequest
from victims.queries.chasing import chase_settings
from vlu.lib.working_days import WorkingCalendar


@dataclass
class OfficeAnswers:
    """`days` are working days from found to answered, one for each answer. A request counts in `n` once it is answered
    or its target has passed; one that stands within its target says nothing yet and is in `waiting` only,
    and so is one that is paused."""

    office: str
    days: list[int] = field(default_factory=list)
    within: int = 0
    overdue: int = 0
    waiting: int = 0

    @property
    def n(self) -> int:
        return len(self.days) + self.overdue

    @property
    def percent(self) -> float | None:
        return round(100 * self.within / self.n, 1) if self.n else None

    @property
    def mean(self) -> float | None:
        return round(sum(self.days) / len(self.days), 1) if self.days else None

    @property
    def least(self) -> int | None:
        return min(self.days, default=None)

    @property
    def most(self) -> int | None:
        return max(self.days, default=None)


def attainment(user: User, first: date, last: date, today: date, calendar: WorkingCalendar) -> list[OfficeAnswers]:
    """For requests found from `first` to `last` that this person may see. What the unit took back counts nowhere."""
    found = ReferralRequest.objects.visible_to(user).filter(found_on__range=(first, last))
    settings, offices = chase_settings(), dict[int, OfficeAnswers]()
    for request in found.exclude(answer=RequestAnswer.WITHDRAWN).select_related("organisation"):
        office = offices.setdefault(request.organisation_id, OfficeAnswers(request.organisation.name))
        reply_by = settings.reply_by(request, calendar)
        if request.answered_on is not None:
            office.days.append(calendar.count(request.found_on, request.answered_on))
            office.within += request.answered_on <= reply_by
        elif reply_by < today and not request.is_paused:
            office.overdue += 1
        office.waiting += request.answered_on is None
    return sorted(offices.values(), key=lambda office: office.office)
