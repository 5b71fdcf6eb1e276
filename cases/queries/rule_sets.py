"""The rule sets as the reference data holds them, and the one a sentence is judged by."""

from __future__ import annotations

from datetime import date

from cases.models import EligibilityRuleSet
from cases.rules.rule_sets import RuleSet, rule_set_on
from vlu.lib.dates import without_weekday
from vlu.lib.errors import DomainError


class NoRuleSet(DomainError):
    """No rule set judges a sentence of that day: the reference data is not loaded, or has a gap."""

    code = "no_rule_set"


def all_rule_sets() -> tuple[RuleSet, ...]:
    """One query. For many sentences: ask once, then `rule_set_among` for each."""
    return tuple(row.rules for row in EligibilityRuleSet.objects.all())


def rule_set_rows() -> list[EligibilityRuleSet]:
    """As an administrator's page shows them."""
    return list(EligibilityRuleSet.objects.all())


def rule_set_among(rule_sets: tuple[RuleSet, ...], sentenced_on: date) -> RuleSet:
    """Raises NoRuleSet."""
    rules = rule_set_on(sentenced_on, rule_sets)
    if rules is None:
        raise NoRuleSet(
            f"No eligibility rules are held for a sentence of {without_weekday(sentenced_on)}. "
            "An administrator must load the reference data."
        )
    return rules
