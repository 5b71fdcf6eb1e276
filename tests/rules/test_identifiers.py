"""Numbers of other systems: the published valid ones hold, the invalid ones warn."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cases.rules.identifiers import canonical, warning

FILE = Path(__file__).parents[2] / "data" / "reference" / "identifiers.csv"
with FILE.open(encoding="utf-8", newline="") as table:
    ROWS = [row for row in csv.DictReader(table) if row["scheme"] in {"NOMS", "CRN", "PNC", "CRO"}]
VALID = [(row["scheme"], text) for row in ROWS for text in row["valid_examples"].split(";") if text]
INVALID = [(row["scheme"], text) for row in ROWS for text in row["invalid_examples"].split(";") if text]


@pytest.mark.parametrize(("scheme", "text"), VALID)
def test_a_published_number_holds(scheme: str, text: str) -> None:
    assert canonical(scheme, text, 2026)


@pytest.mark.parametrize(("scheme", "text"), INVALID)
def test_a_wrong_number_warns_and_names_what_was_written(scheme: str, text: str) -> None:
    if canonical(scheme, text, 2026) is None:
        assert text in warning(scheme, text, 2026)
    else:
        assert text != text.upper()  # only small letters may be forgiven


@pytest.mark.parametrize(
    ("written", "kept"),
    [("81/34U", "1981/0000034U"), ("033Y", "2003/0000003Y"), ("2002/73319z", "2002/0073319Z")],
)
def test_short_and_small_forms_lead_to_one_canonical_form(written: str, kept: str) -> None:
    assert canonical("PNC", written, 2026) == kept
