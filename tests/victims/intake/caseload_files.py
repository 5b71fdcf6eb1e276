"""Caseload files for the tests: a good row, changed where a test says so, as the bytes of a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from django.apps import apps

from victims.intake.caseload_columns import COLUMNS

PILOT = Path(__file__).parents[3] / "data" / "vns_pilot" / "caseload.csv"

GOOD_ROW = {
    "case_reference": "KSS-26-9001",
    "region": "Kent, Surrey and Sussex",
    "witness_care_unit": "Kent",
    "court": "Maidstone Crown Court",
    "offender_first_names": "Harlan",
    "offender_last_name": "Dray",
    "offender_date_of_birth": "1984-03-12",
    "offender_noms_number": "A1234BC",
    "offender_pnc": "1979/0163001B",
    "offender_crn": "X123456",
    "offence_code": "PH97006",
    "offence_label": "Stalking",
    "offence_date": "2026-08-01",
    "sentenced_on": "2026-11-09",
    "disposal": "imprisonment",
    "sentence_years": "",
    "sentence_months": "",
    "sentence_weeks": "26",
    "sentence_days": "",
    "remand_days": "",
    "victim_first_names": "Maria",
    "victim_last_name": "Fenn",
    "victim_category": "adult",
    "preferred_channel": "phone",
    "referred_on": "2026-11-12",
    "first_contact_on": "",
    "first_contact_channel": "",
    "scheme": "VNS",
}
# Another offender altogether, for files that need a second case.
SOMEBODY_ELSE = {
    "case_reference": "KSS-26-9002",
    "offender_first_names": "Owen",
    "offender_last_name": "Pell",
    "offender_date_of_birth": "1990-07-01",
    "offender_noms_number": "A5678DE",
    "offender_pnc": "",
    "offender_crn": "",
}


def row(**changes: str) -> dict[str, str]:
    return {**GOOD_ROW, **changes}


def file_of(*rows: dict[str, str], columns: list[str] | None = None) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(COLUMNS), extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def rows_of_every_table() -> dict[str, int]:
    """How many rows each of our own tables holds: what "nothing is half written" is measured by."""
    ours = ("accounts", "cases", "victims", "notifications")
    models: list[Any] = [model for model in apps.get_models() if model._meta.app_label in ours]
    return {model._meta.label: model._default_manager.count() for model in models}
