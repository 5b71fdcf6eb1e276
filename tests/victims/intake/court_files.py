"""Court results for the tests: a good row, changed where a test says so, as the bytes of a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from accounts.enums import OrganisationKind
from accounts.models import Organisation, PoliceForce
from victims.intake.court_columns import COLUMNS
from victims.intake.court_runs import import_from_command
from victims.intake.importing import digest_of
from victims.models import CourtResult

SAMPLE = Path(__file__).parents[3] / "data" / "court_results" / "sample.csv"
GOOD_ROW = dict.fromkeys(COLUMNS, "") | {
    "result_id": "R-1",
    "hearing_id": "H-1",
    "defendant_id": "1",
    "court_code": "C46MA00",
    "police_force": "Kent",
    "defendant_first_names": "Harlan",
    "defendant_last_name": "Dray",
    "defendant_date_of_birth": "1984-03-12",
    "defendant_pnc": "1979/0163001B",
    "offence_code": "OF61102",
    "offence_date": "2026-08-01",
    "plea": "guilty",
    "finding": "guilty",
    "result": "sentence",
    "disposal": "imprisonment",
    "sentence_months": "14",
    "sentenced_on": "2026-11-09",
    "harmed_first_names": "Maria",
    "harmed_last_name": "Fenn",
}
SOMEBODY_ELSE = {
    "result_id": "R-2",
    "hearing_id": "H-2",
    "defendant_first_names": "Owen",
    "defendant_last_name": "Pell",
    "defendant_date_of_birth": "1990-07-01",
    "defendant_pnc": "",
}


def row(**changes: str) -> dict[str, str]:
    return {**GOOD_ROW, **changes}


def file_of(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def units_for(*forces: str) -> None:
    """A witness care unit for each force that has none."""
    for name in forces:
        force = PoliceForce.objects.get(name=name)
        if not Organisation.objects.filter(kind=OrganisationKind.WCU, force=force).exists():
            Organisation.objects.create(
                kind=OrganisationKind.WCU, name=force.wcu_name, force=force, region=force.region
            )


def bring(*rows: dict[str, str], content: bytes | None = None) -> Any:
    """Bring the rows in as the command does; gives its tally."""
    stream = io.BytesIO(file_of(*rows) if content is None else content)
    return import_from_command(stream, file_name="results.csv", file_sha256=digest_of(stream), dry_run=False)


def result(result_id: str = "R-1") -> CourtResult:
    """The latest version."""
    return CourtResult.objects.filter(result_id=result_id).order_by("-version")[0]
