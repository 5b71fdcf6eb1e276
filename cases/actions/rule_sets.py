"""Enter the day on which a rule set begins to judge sentences, or take it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.enums import CaseStatus
from cases.models import Case, EligibilityRuleSet
from vlu.lib import clock
from vlu.lib.errors import DomainError

ENTERED = audit.verb("rule_set.commenced", "entered that rule set {version} begins on {day}")
TAKEN_BACK = audit.verb("rule_set.taken_back", "took back the day on which rule set {version} begins")


class RuleSetDoesNotWait(DomainError):
    """It is in force without anybody's entry."""

    code = "rule_set_does_not_wait"


@transaction.atomic
def enter_commencement(*, rule_set: EligibilityRuleSet, commences_on: date | None, by: User) -> EligibilityRuleSet:
    """Sentences from that day on are judged by it; None switches it off again. Raises RuleSetDoesNotWait.

    Open cases sentenced since the earlier of the old day and the new are marked as changed, so that their verdicts are
    given anew.
    """
    row = EligibilityRuleSet.objects.select_for_update().get(pk=rule_set.pk)
    if not row.needs_commencement:
        raise RuleSetDoesNotWait(f"Rule set {row.version} is in force already and needs no day of commencement.")
    before = row.commences_on
    if before == commences_on:
        return row
    row.commences_on = commences_on
    row.commencement_entered_by, row.commencement_entered_at = by, clock.now()
    row.full_clean()
    row.save()
    _mark_cases(min(day for day in (before, commences_on) if day is not None))
    if commences_on is None:
        audit.record(TAKEN_BACK, row, by, version=row.version)
    else:
        audit.record(ENTERED, row, by, version=row.version, day=commences_on.isoformat())
    return row


def _mark_cases(since: date) -> None:
    """Also a case sentenced before, on which a sentence was passed or activated since."""
    changed = Case.objects.filter(status=CaseStatus.OPEN, facts_changed_at__isnull=True)
    later = changed.filter(
        conviction__offences__sentences__superseded_at__isnull=True,
        conviction__offences__sentences__sentenced_on__gte=since,
    )
    Case.objects.filter(pk__in=later.values("pk")).update(facts_changed_at=clock.now())
