"""The 519 rows of the pilot, and what the evaluation's tables say of them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests import committed_rows

FOLDER = Path(settings.BASE_DIR) / "data" / "vns_pilot"
CASELOAD = FOLDER / "caseload.csv"
PERIOD = {"from": "2022-04-01", "to": "2023-06-30"}
TODAYS_NAME = {"Hampshire": "Hampshire and Isle of Wight"}


_brought_in: dict[str, str] = {}  # for each table it wrote to, the rows as PostgreSQL copies them


def load() -> None:
    """Bring the file in as a user would; after the first time, put back the very rows that this wrote. The planner is
    told of them: it may have looked while the tables were empty."""
    if _brought_in:
        _put_back()
    else:
        _bring_in()
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(_brought_in)}")


def _bring_in() -> None:
    before = committed_rows.tables_with_rows()
    call_command("import_caseload", str(CASELOAD), stdout=StringIO(), stderr=StringIO())
    with connection.cursor() as cursor:
        for table in sorted(committed_rows.tables_with_rows().keys() - before.keys()):
            rows = StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
            _brought_in[table] = rows.getvalue()


def _put_back() -> None:
    """No trigger runs: what triggers wrote is among the rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in _brought_in.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO(rows))
        cursor.execute("SET LOCAL session_replication_role = origin")


def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return found


def published(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = expected()["tables"][table]["rows"]
    return rows
