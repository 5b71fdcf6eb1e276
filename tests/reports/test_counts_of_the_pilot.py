"""Tables 1, 2 and 3 of the evaluation, and the offences of Table D.1 that make the third."""

from __future__ import annotations

from collections import Counter
from datetime import date

from cases.models import Offence
from reports.enums import OffenceGroup
from reports.figures import FigureRow
from reports.offence_groups import offence_group
from reports.queries.table_rows import table_rows
from reports.scope import Scope
from tests.reports import pilot
from victims.models import Enrolment

PILOT = Scope(date(2022, 4, 1), date(2023, 6, 30))


def rows() -> list[FigureRow]:
    return table_rows(PILOT)


def printed(table: str) -> dict[str, int]:
    return {pilot.TODAYS_NAME.get(row["name"], row["name"]): row["printed"]["n"] for row in pilot.published(table)}


def counted(names: list[tuple[str, int]]) -> dict[str, int]:
    cases: Counter[str] = Counter()
    for name, count in names:
        cases[name] += count
    return dict(cases)


def test_tables_1_to_3_are_as_printed(pilot_caseload: None) -> None:
    found = rows()
    assert counted([(row.reporting_area or row.region_name, row.cases) for row in found]) == printed("table_1_regions")
    assert counted([(row.force, row.cases) for row in found]) == printed("table_2_witness_care_units")
    assert counted([(row.offence_group, row.cases) for row in found]) == printed("table_3_offence_types")


def test_the_rule_in_python_counts_as_the_rule_in_sql(pilot_caseload: None) -> None:
    by_python = Counter(offence_group(one.offence) for one in Enrolment.objects.select_related("offence"))
    assert {group.value: count for group, count in by_python.items()} == counted(
        [(row.offence_group, row.cases) for row in rows()]
    )


def test_every_published_label_is_in_its_published_group() -> None:
    mapping = pilot.expected()["table_3_mapping"]
    assert len(mapping) == 25
    for label, group in mapping.items():
        assert offence_group(Offence(label=label, code="")) == group


def test_other_holds_coercive_control() -> None:
    assert offence_group(Offence(code="SC15004", label="")) == OffenceGroup.OTHER
    assert offence_group(Offence(code="SC15004", label="Controlling or coercive behaviour")) == OffenceGroup.OTHER


def test_an_offence_without_a_published_label_is_grouped_by_its_code() -> None:
    assert offence_group(Offence(code="PH97006", label="Stalking without fear, alarm or distress")) == "Stalking"
    assert offence_group(Offence(code="PH97003A", label="")) == OffenceGroup.BREACH
    assert offence_group(Offence(code="XX00001", label="Something else")) == OffenceGroup.OTHER
