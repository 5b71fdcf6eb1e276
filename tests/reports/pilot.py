"""The 519 rows of the pilot, and what the evaluation's tables say of them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

FOLDER = Path(settings.BASE_DIR) / "data" / "vns_pilot"
CASELOAD = FOLDER / "caseload.csv"
PERIOD = {"from": "2022-04-01", "to": "2023-06-30"}
TODAYS_NAME = {"Hampshire": "Hampshire and Isle of Wight"}


def load() -> None:
    """Bring the file in as a user would."""
    call_command("import_caseload", str(CASELOAD), stdout=StringIO(), stderr=StringIO())


def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return found


def published(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = expected()["tables"][table]["rows"]
    return rows
