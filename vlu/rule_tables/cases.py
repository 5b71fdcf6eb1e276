"""The eligibility rule: what each step says, and what it answered to cases worked by hand."""

from __future__ import annotations

import csv
from datetime import date

from django.conf import settings

from cases.enums import Verdict
from cases.rules.eligibility import SCHEME_OF, Assessment, EligibilityFacts, OffenceFacts, assess
from cases.rules.offence_codes import look_up_order
from cases.rules.rule_sets import RuleSet, rule_set_on
from cases.rules.sentence_length import Length
from vlu.rule_tables.markdown import page, table

Row = dict[str, str]
ACT = "Domestic Violence, Crime and Victims Act 2004"
EVALUATION = "Evaluation of the Victim Notification Scheme (2025)"
THRESHOLD = "Custody of 12 months or more for an offence named in section 45(2); at any length if the rule set says so."
DECIDED_BY_A_PERSON = (
    "A person must decide: a discretionary ground, a listed offence under 12 months, a notification scheme offence of "
    "12 months or more that is not listed, or a fact that is missing."
)

# What each rule asks, and where it comes from.
RULES: dict[str, tuple[str, str]] = {
    "V1": ("The sentence was passed by a military court or outside England and Wales.", f"{ACT}, s.45"),
    "V2": ("A hospital order counts for an offence named in section 45(2), whatever its length.", f"{ACT}, ss.36-44B"),
    "V3": (
        "It fails only because it is older than the scheme for such sentences.",
        "Probation Circular 42/2005; HMI Probation (2013), App. 1",
    ),
    "V4": ("A suspended sentence that is not activated, or a community order.", f"{ACT}, s.45(1)"),
    "V5": (
        THRESHOLD,
        f"{ACT}, ss.35 and 45; Victims and Courts Act 2026",
    ),
    "V6": (
        "Custody under 12 months for a notification scheme offence committed since the scheme reached the area.",
        EVALUATION,
    ),
    "V7": (
        DECIDED_BY_A_PERSON,
        f"PI 3/2010 as printed in HMI Probation (2013), App. 1; {EVALUATION}",
    ),
    "V8": ("None of these.", "Follows from the others"),
}


def eligibility() -> str:
    return page(
        "Who is offered which scheme",
        "Printed by `manage.py print_rules eligibility` from `cases/rules/eligibility_steps.py`. The first rule that "
        "answers decides. Rule sets are data (`data/reference/eligibility_rule_sets.csv`). The version is kept with "
        "every verdict. Of several offences, the one that gives most decides. A verdict proposes: it rejects nobody by "
        "itself, and anything but a clear right goes to a manager.",
        _thresholds(),
        table(
            ["Rule", "What it says", "Verdicts", "Source", "Example of `data/reference/eligibility_vectors.csv`"],
            [_cells(rule) for rule in RULES],
        ),
        table(
            ["Verdict", "", "Worked as"],
            [[f"`{verdict}`", verdict.label, SCHEME_OF[verdict].label] for verdict in Verdict],
        ),
    )


def answers() -> list[tuple[Row, Assessment]]:
    """Every case worked by hand, with what the rule says of it."""
    offences = {
        row["cjs_code"]: OffenceFacts(row["cjs_code"], row["title"], row["s45_route"], row["vns"] == "true")
        for row in _reference("offences")
    }
    found = []
    for row in _reference("eligibility_vectors"):
        facts = _facts(row, offences)
        rules = rule_set_on(facts.sentenced_on, rule_sets())
        if rules is None:
            raise LookupError(f"No rule set judges case {row['case']}.")
        found.append((row, assess(facts, rules)))
    return found


def rule_sets() -> list[RuleSet]:
    """As the file holds them: nothing that waits for its commencement is in force."""
    return [_rule_set(row) for row in _reference("eligibility_rule_sets")]


def _rule_set(row: Row) -> RuleSet:
    return RuleSet(
        version=row["version"],
        months_for_statutory=int(row["months_for_statutory"]),
        custody_from=date.fromisoformat(row["custody_from"]),
        restricted_hospital_from=date.fromisoformat(row["restricted_hospital_from"]),
        unrestricted_hospital_from=date.fromisoformat(row["unrestricted_hospital_from"]),
        sentenced_from=_day(row["valid_from"]),
        sentenced_to=_day(row["valid_to"]),
        needs_commencement=row["needs_commencement"] == "true",
        notification_is_statutory=row["notification_is_statutory"] == "true",
        also_notified=frozenset(filter(None, row["also_notified"].split(";"))),
        summary_only=frozenset(filter(None, row["summary_only"].split(";"))),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _thresholds() -> str:
    rows = [
        [
            f"`{row['version']}`",
            row["title"],
            "Off until its commencement date is entered" if row["needs_commencement"] == "true" else "In force",
            f"{row['months_for_statutory']} months",
            row["custody_from"],
            row["restricted_hospital_from"],
            row["unrestricted_hospital_from"],
            "At any length of custody" if row["notification_is_statutory"] == "true" else "No",
            f"{row['source']} ({row['confidence']})",
        ]
        for row in _reference("eligibility_rule_sets")
    ]
    return table(
        [
            "Rule set",
            "",
            "State",
            "Statutory from",
            "Custody since",
            "Restricted hospital since",
            "Unrestricted since",
            "Notification offences by statute",
            "Source",
        ],
        rows,
    )


def _cells(rule: str) -> list[str]:
    given = [(row, answer) for row, answer in answers() if answer.rule.startswith(f"{rule}/")]
    verdicts = [verdict for verdict in Verdict if any(answer.verdict == verdict for _, answer in given)]
    says, source = RULES[rule]
    row, answer = given[0]
    example = f"{row['case']}: {answer.reasons[0]}"
    return [rule, says, ", ".join(f"`{verdict}`" for verdict in verdicts), source, example]


def _facts(row: Row, offences: dict[str, OffenceFacts]) -> EligibilityFacts:
    return EligibilityFacts(
        offence=next((offences[code] for code in look_up_order(row["offence_code"]) if code in offences), None),
        disposal=row["disposal"],
        length=Length(*(int(row[unit]) for unit in ("years", "months", "weeks", "days"))),
        sentenced_on=date.fromisoformat(row["sentenced_on"]),
        committed_on=date.fromisoformat(row["offence_date"]),
        vns_live_from=date.fromisoformat(row["region_vns_live_from"]),
        jurisdiction=row["court_jurisdiction"],
        discretionary_ground=row["discretionary_ground"],
    )


def _reference(name: str) -> list[Row]:
    path = settings.BASE_DIR / "data" / "reference" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
