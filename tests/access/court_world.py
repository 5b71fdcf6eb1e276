"""The court results of the world: two files from the page, and a result that waits for a decision."""

from __future__ import annotations

import uuid

from accounts.models import User
from victims.enums import ImportState
from victims.intake.court_columns import COLUMNS
from victims.models import CourtResult, CourtResultFile
from vlu.lib import clock

COURT_FILE = "results-of-monday.csv"
COURT_DEFENDANT = "Merriweather"
HARMED = "Oddlestone"


def court_file(brought_by: User, state: ImportState, fault: str) -> CourtResultFile:
    faults = [{"row": 2, "column": "disposal", "message": f"{fault}."}] if state == ImportState.REFUSED else []
    return CourtResultFile.objects.create(
        key=uuid.uuid4(),
        source="page",
        file_name=COURT_FILE,
        file_sha256=("1" if faults else "2") * 64,
        content=None if faults else b"result_id\n",
        state=state,
        rows=3,
        created=3,
        errors=faults,
        started_by=brought_by,
        organisation=brought_by.organisation,
        started_at=clock.now(),
    )


def held_result(file: CourtResultFile) -> CourtResult:
    """Held, with somebody harmed whom nobody has referred yet."""
    cells = dict.fromkeys(COLUMNS, "") | {
        "result_id": "R-1",
        "hearing_id": "H-1",
        "defendant_id": "1",
        "court_code": "C46MA00",
        "police_force": "Kent",
        "defendant_first_names": "Jasper",
        "defendant_last_name": COURT_DEFENDANT,
        "defendant_date_of_birth": "1980-05-05",
        "offence_code": "OF61102",
        "offence_date": "2026-08-01",
        "result": "sentence",
        "disposal": "imprisonment",
        "sentence_months": "14",
        "sentenced_on": "2026-11-09",
        "harmed_first_names": "Minerva",
        "harmed_last_name": HARMED,
    }
    return CourtResult.objects.create(
        reference="CRHELD1",
        file=file,
        row_number=2,
        result_id="R-1",
        version=1,
        content_hash="3" * 64,
        raw=cells,
        region_id="N57",
        state="held",
        held_for=["person_alike"],
        notes=["Somebody we hold has much the same name."],
        received_at=clock.now(),
    )
