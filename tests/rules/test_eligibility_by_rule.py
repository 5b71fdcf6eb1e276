"""Each rule code of the reference README (V1-V8) on rows of its own: what leads to it, and what just does not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from cases.enums import Verdict
from cases.rules.eligibility import EligibilityFacts, OffenceFacts, assess
from cases.rules.offence_codes import look_up_order
from cases.rules.sentence_length import Length
from tests.rules.rule_sets import RULES
from tests.rules.test_eligibility_vectors import OFFENCES

NOT, MANAGER, VCS, VNS = Verdict.NOT_ELIGIBLE, Verdict.PROPOSE_DISCRETIONARY, Verdict.STATUTORY_VCS, Verdict.VNS
RESTRICTED, UNRESTRICTED = Verdict.STATUTORY_HOSPITAL_RESTRICTED, Verdict.STATUTORY_HOSPITAL_UNRESTRICTED
MURDER, ABH, ROBBERY, RAPE, CHILD = "COML025", "OF61102", "TH68023", "SX03002", "CH84001"
STALKING_4A, STALKING_2A, BREACH, BREACH_BEFORE_2020 = "PH97011", "PH97006", "SE20002", "PH97003"
THEFT, COMMON_ASSAULT, CARELESS = "TH68020", "CJ88116", "RT88564"
AGE_MATTERS = OffenceFacts("XX00001", "An offence that depends on age", "fact_dependent", vns=False)
AGE_MATTERS_AND_NOTIFIED = OffenceFacts("XX00002", "A notified offence that depends on age", "fact_dependent", vns=True)
UNITS = {"y": "years", "m": "months", "w": "weeks", "d": "days"}


def length(words: str) -> Length:
    """ "1y 6m" and the like; empty for none recorded."""
    return Length(**{UNITS[unit]: int(number) for number, unit in re.findall(r"(\d+)([ymwd])", words)})


def facts(offence: str | OffenceFacts, disposal: str, words: str, **more: Any) -> EligibilityFacts:
    """Sentenced on 14 February 2025 in England for what was done on 1 June 2024; the scheme came on 1 January 2024."""
    code = offence if isinstance(offence, str) else offence.code
    found = next((OFFENCES[each] for each in look_up_order(code) if each in OFFENCES), None)
    row = found and OffenceFacts(code, found.title, found.s45_route, found.vns, base_code=found.code)
    known = {"sentenced_on": date(2025, 2, 14), "committed_on": date(2024, 6, 1), "vns_live_from": date(2024, 1, 1)}
    given = offence if isinstance(offence, OffenceFacts) else row
    return EligibilityFacts(offence=given, disposal=disposal, length=length(words), code=code, **(known | more))


def on(year: int, month: int, day: int) -> dict[str, date]:
    return {"sentenced_on": date(year, month, day)}


def done(year: int, month: int, day: int) -> dict[str, date]:
    return {"committed_on": date(year, month, day)}


Row = tuple[str | OffenceFacts, str, str, dict[str, Any], Verdict]
GROUND = {"discretionary_ground": "DC2"}
BY_RULE: dict[str, list[Row]] = {
    "V1": [
        (MURDER, "life", "", {"jurisdiction": "scotland"}, NOT),
        (STALKING_2A, "imprisonment", "6m", {"jurisdiction": "scotland"}, NOT),
        (ABH, "hospital_restricted", "", {"jurisdiction": "scotland"}, NOT),
        (RAPE, "imprisonment", "7y", {"jurisdiction": "northern_ireland"}, NOT),
        (RAPE, "imprisonment", "7y", {"jurisdiction": "military"}, NOT),
        (ABH, "imprisonment", "2y", {"jurisdiction": "military", **GROUND}, NOT),
        ("", "imprisonment", "2y", {"jurisdiction": "northern_ireland"}, NOT),
    ],
    "V2": [
        (ABH, "hospital_restricted", "", {}, RESTRICTED),
        (ABH, "hospital_restricted", "", on(2005, 7, 1), RESTRICTED),
        (MURDER, "hospital_restricted", "", {}, RESTRICTED),
        ("SX03001A", "hospital_restricted", "", {}, RESTRICTED),
        (ABH, "hospital_unrestricted", "", on(2008, 11, 3), UNRESTRICTED),
        (CHILD, "hospital_unrestricted", "", {}, UNRESTRICTED),
        (THEFT, "hospital_restricted", "", {}, NOT),
        (STALKING_2A, "hospital_unrestricted", "", {}, NOT),
        (THEFT, "hospital_unrestricted", "", GROUND, NOT),
    ],
    "V3": [
        (ABH, "hospital_restricted", "", on(2005, 6, 30), MANAGER),
        (ABH, "hospital_unrestricted", "", on(2008, 11, 2), MANAGER),
        (MURDER, "hospital_unrestricted", "", on(1999, 1, 4), MANAGER),
        (MURDER, "life", "", on(2001, 3, 31), MANAGER),
        (MURDER, "life", "", on(1995, 3, 24), MANAGER),
        (ROBBERY, "imprisonment", "5y", on(2001, 3, 31), MANAGER),
        (RAPE, "extended_determinate", "", on(2000, 6, 1), MANAGER),
    ],
    "V4": [
        (ABH, "suspended", "18m", {}, NOT),
        (STALKING_4A, "suspended", "6m", {}, NOT),
        (MURDER, "suspended", "", {}, NOT),
        (RAPE, "community", "", {}, NOT),
        ("ZZ99999", "community", "", {}, NOT),
        (ABH, "suspended", "18m", GROUND, NOT),
        (STALKING_2A, "community", "", GROUND, NOT),
    ],
    "V5": [
        (ABH, "imprisonment", "12m", {}, VCS),
        (ABH, "imprisonment", "1y", {}, VCS),
        (ABH, "imprisonment", "365d", {}, VCS),
        (ABH, "imprisonment", "52w 1d", {}, VCS),
        (ABH, "imprisonment", "366d", on(2024, 2, 29), VCS),
        (ABH, "imprisonment", "365d", on(2024, 3, 1), VCS),
        (ABH, "imprisonment", "11m 31d", on(2025, 1, 31), VCS),
        (ABH, "imprisonment", "12m", on(2001, 4, 1), VCS),
        (ROBBERY, "dto", "12m", {}, VCS),
        (ROBBERY, "detention_s250", "12m", {}, VCS),
        (MURDER, "life", "", {}, VCS),
        (RAPE, "extended_determinate", "", {}, VCS),
        (RAPE, "sopc", "", {}, VCS),
        (CHILD, "imprisonment", "15m", {}, VCS),
        (STALKING_4A, "imprisonment", "12m", {}, VCS),
        ("OF61131A", "imprisonment", "12m", {}, VCS),
        ("OF61131B", "imprisonment", "12m", {}, VCS),
        ("OF61131C", "imprisonment", "12m", {}, VCS),
        ("OF61131E", "imprisonment", "12m", {}, VCS),
        ("OF61131I", "imprisonment", "12m", {}, VCS),
        (ABH, "suspended", "12m", {"activated": True}, VCS),
        (ABH, "imprisonment", "12m", {"activated": True}, VCS),
    ],
    "V6": [
        (STALKING_2A, "imprisonment", "6m", {}, VNS),
        (STALKING_4A, "imprisonment", "11m", {}, VNS),
        (BREACH, "imprisonment", "52w", {}, VNS),
        (BREACH, "imprisonment", "364d", {}, VNS),
        (BREACH, "imprisonment", "365d", on(2024, 2, 29), VNS),
        (BREACH, "imprisonment", "11m 30d", on(2025, 1, 31), VNS),
        (BREACH, "imprisonment", "20w", done(2024, 1, 1), VNS),
        (BREACH_BEFORE_2020, "imprisonment", "12w", {}, VNS),
        ("PH97006A", "imprisonment", "6m", {}, VNS),
        (STALKING_2A, "dto", "10m", {}, VNS),
        (STALKING_2A, "imprisonment", "6m", {"activated": True}, VNS),
        (STALKING_2A, "imprisonment", "6m", GROUND, VNS),
        (AGE_MATTERS_AND_NOTIFIED, "imprisonment", "6m", {}, VNS),
    ],
    "V7": [
        (ABH, "imprisonment", "52w", {}, MANAGER),
        (ABH, "imprisonment", "364d", {}, MANAGER),
        (ABH, "imprisonment", "11m", {}, MANAGER),
        (ROBBERY, "dto", "10m", {}, MANAGER),
        (ROBBERY, "detention_s250", "11m", {}, MANAGER),
        (STALKING_2A, "imprisonment", "12m", {}, MANAGER),
        (BREACH, "imprisonment", "2y", {}, MANAGER),
        (STALKING_4A, "imprisonment", "6m", done(2023, 12, 31), MANAGER),
        (THEFT, "imprisonment", "6m", GROUND, MANAGER),
        (CARELESS, "imprisonment", "3y", GROUND, MANAGER),
        ("", "imprisonment", "3y", {}, MANAGER),
        ("ZZ99999", "imprisonment", "6m", {}, MANAGER),
        ("CL77036", "imprisonment", "3y", {}, MANAGER),
        ("SE20512", "suspended", "6m", {}, MANAGER),
        ("ZZ99999", "hospital_restricted", "", {}, MANAGER),
        (AGE_MATTERS, "imprisonment", "12m", {}, MANAGER),
        (AGE_MATTERS, "imprisonment", "6m", {}, MANAGER),
        (AGE_MATTERS_AND_NOTIFIED, "imprisonment", "12m", {}, MANAGER),
        (ABH, "imprisonment", "", {}, MANAGER),
        (THEFT, "imprisonment", "", {}, MANAGER),
        (STALKING_2A, "imprisonment", "6m", {"committed_on": None}, MANAGER),
        (STALKING_2A, "imprisonment", "6m", {"vns_live_from": None}, MANAGER),
    ],
    "V8": [
        (THEFT, "imprisonment", "3y", {}, NOT),
        (THEFT, "dto", "12m", {}, NOT),
        (THEFT, "life", "", {}, NOT),
        (COMMON_ASSAULT, "imprisonment", "16w", {}, NOT),
        (COMMON_ASSAULT, "imprisonment", "2y", {"activated": True}, NOT),
        (BREACH, "imprisonment", "20w", done(2023, 12, 31), NOT),
        (STALKING_2A, "imprisonment", "6m", done(2022, 5, 1), NOT),
    ],
}


def _name(row: Row) -> str:
    offence, disposal, words, more, _ = row
    code = offence if isinstance(offence, str) else offence.code
    return " ".join([code or "none", disposal, words or "no length", *(f"{value}" for value in more.values())])


@pytest.mark.parametrize(
    ("rule", "row"),
    [(rule, row) for rule, rows in BY_RULE.items() for row in rows],
    ids=lambda one: one if isinstance(one, str) else _name(one),
)
def test_a_rule_answers_what_is_its_own(rule: str, row: Row) -> None:
    offence, disposal, words, more, verdict = row
    answer = assess(facts(offence, disposal, words, **more), RULES)
    assert (answer.rule, answer.verdict) == (f"{rule}/2026-11", verdict), answer.reasons


def test_every_rule_has_rows() -> None:
    assert list(BY_RULE) == [f"V{number}" for number in range(1, 9)]
    assert min(map(len, BY_RULE.values())) >= 6


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (facts("OF61131C", "imprisonment", "12m"), "treated as the offence itself"),
        (facts(BREACH_BEFORE_2020, "imprisonment", "12w"), "should be SE20002"),
        (facts(BREACH, "imprisonment", "12w", **done(2020, 11, 30)), "should be PH97003"),
        (facts(STALKING_2A, "imprisonment", "12m"), "several sentences together"),
        (facts(ABH, "imprisonment", "8m", aggregate=Length(years=2)), "is the one that counts"),
        (facts(STALKING_4A, "imprisonment", "8m", aggregate=Length(months=12)), "A manager may offer"),
        (facts("CL77036", "imprisonment", "3y"), "Ask for the code of that offence"),
        (facts("SE20512", "imprisonment", "6m"), "Ask which offence the sentence was first for"),
        (facts(ABH, "suspended", "12m", activated=True), "counts as custody"),
        (facts(ROBBERY, "dto", "12m", offender_age=15), "youth offending team"),
        (facts(ABH, "imprisonment", "12m", **done(2025, 3, 1)), "dated after the sentence"),
        (facts(ABH, "suspended", "18m", **GROUND), "A manager may still decide"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_a_person_should_know_is_said_beside_the_verdict(case: EligibilityFacts, says: str) -> None:
    assert says in " ".join(assess(case, RULES).reasons)


@pytest.mark.parametrize(
    "case",
    [
        facts(BREACH_BEFORE_2020, "imprisonment", "12w", **done(2020, 11, 30)),
        facts(BREACH, "imprisonment", "12w", **done(2020, 12, 1)),
    ],
    ids=["the old code on its last day", "the new code on its first day"],
)
def test_a_restraining_order_on_the_right_side_of_the_day_is_no_mistake(case: EligibilityFacts) -> None:
    assert "Check the record" not in " ".join(assess(case, RULES).reasons)
