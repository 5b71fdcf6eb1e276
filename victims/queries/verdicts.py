"""The verdicts an enrolment has had."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import User
from cases.models import Offence
from cases.rules.eligibility import Assessment
from victims.enums import ReasonKind, VerdictCause
from victims.models import EligibilityVerdict, Enrolment, ReasonCode


def verdict_row(
    enrolment: Enrolment, answer: Assessment, offence: Offence, cause: VerdictCause, at: datetime
) -> EligibilityVerdict:
    """What the rule answered, unsaved; `scheme` is the one the enrolment is worked as."""
    return EligibilityVerdict(
        enrolment=enrolment,
        verdict=answer.verdict,
        scheme=enrolment.scheme,
        rule=answer.rule,
        rule_set=answer.rules.version,
        offence=offence,
        reasons=list(answer.reasons),
        would_change=list(answer.would_change),
        facts=[facts.as_json for facts in answer.considered],
        cause=cause,
        decided_at=at,
    )


def verdicts_of(enrolment: Enrolment) -> list[EligibilityVerdict]:
    """Newest first, the one in force and any that waits among them."""
    return list(EligibilityVerdict.objects.filter(enrolment=enrolment).select_related("decided_by", "offence"))


def waiting_verdicts(user: User) -> QuerySet[EligibilityVerdict]:
    """What the rule says anew of people this person's unit works, and a manager has not decided: the oldest first."""
    owned = Enrolment.objects.owned_by_unit_of(user).open().order_by().values("pk")
    rows = EligibilityVerdict.objects.waiting().filter(enrolment__in=owned)
    return rows.select_related("enrolment__victim", "enrolment__case__offender", "offence__offence_type").order_by("id")


def override_reasons(today: date) -> list[ReasonCode]:
    """For deciding otherwise than the rule."""
    return list(ReasonCode.objects.offered(ReasonKind.OVERRIDE, today))
