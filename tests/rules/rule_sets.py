"""The rule sets of the reference data, as the file holds them."""

from __future__ import annotations

import dataclasses
from datetime import date

from cases.rules.rule_sets import RuleSet
from vlu.rule_tables.cases import rule_sets

BY_VERSION: dict[str, RuleSet] = {rules.version: rules for rules in rule_sets()}
RULES = BY_VERSION["2026-11"]
NEW_ACT = dataclasses.replace(BY_VERSION["2026-vca"], commences_on=date(2027, 4, 1))
