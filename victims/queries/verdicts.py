"""The verdicts an enrolment has had."""

from __future__ import annotations

from datetime import datetime

from cases.models import Offence
from cases.rules.eligibility import Assessment
from victims.enums import VerdictCause
from victims.models import EligibilityVerdict, Enrolment


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
