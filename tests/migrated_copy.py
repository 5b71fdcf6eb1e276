"""A copy of the test database as it is after every migration, kept on the server for the next run.

Migrating an empty database takes longer than most runs of a few tests. The copy carries a mark of the migrations it was
made by; when one of them changes it is thrown away. A run started from a copy still runs `migrate`, which finds nothing
to do, and still loads the reference data.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError, ProgrammingError

CANNOT_NOW = (OperationalError, ProgrammingError)  # another run is copying, or has just made it: this run migrates


def start_from_copy() -> str:
    """The name of the copy. The test database will be made from it where it is of today's migrations."""
    name = f"{settings.DATABASES['default']['NAME']}_migrated"
    with server() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        found = cursor.fetchone()
    if found and found[0] == mark():
        connection.settings_dict["TEST"]["TEMPLATE"] = name
    return name


def keep_copy(name: str) -> None:
    """Copies the test database that was just migrated, unless it came from the copy."""
    if connection.settings_dict["TEST"].get("TEMPLATE") == name:
        return
    made, copy = (connection.ops.quote_name(each) for each in (connection.settings_dict["NAME"], name))
    connection.close()  # nobody may be connected to what is copied
    with server() as cursor:
        try:
            cursor.execute(f"DROP DATABASE IF EXISTS {copy}")
            cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {made}")
            cursor.execute(f"COMMENT ON DATABASE {copy} IS '{mark()}'")
        except CANNOT_NOW:
            return


def server() -> Any:
    """A cursor that is in no database of ours."""
    return connection._nodb_cursor()


def mark() -> str:
    """Of every migration of the project, and of the packages that bring theirs."""
    files = [*sorted(settings.BASE_DIR.glob("*/migrations/*.py")), settings.BASE_DIR / "requirements.txt"]
    said = sha256()
    for file in files:
        said.update(file.name.encode() + file.read_bytes())
    return said.hexdigest()
