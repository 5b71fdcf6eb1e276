"""What a test committed is deleted after it. The reference data stays, or is loaded again where the test changed it."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import connection, transaction

from tests.architecture.sources import PACKAGES
from vlu.lib import clock
from vlu.lib.clock import LONDON

TODAY = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)  # a Friday
State = tuple[int, int]  # how many rows, and the last transaction that wrote one of them
_loaded: dict[str, State] = {}


def load_reference_data() -> None:
    """Loaded on the day most tests stand on, so that no background work has been awaited for long."""
    with clock.frozen_at(TODAY):
        call_command("load_reference_data", verbosity=0)


def remember_reference_data() -> None:
    """Whatever is in the database now is the reference data: to be called when nothing else was written yet."""
    _loaded.clear()
    _loaded.update(tables_with_rows())


def remove() -> None:
    found = tables_with_rows()
    if all(found.get(table) == state for table, state in _loaded.items()):
        _delete(found.keys() - _loaded.keys())
        return
    _delete({table for table in found if table.partition("_")[0] in PACKAGES} | (found.keys() - _loaded.keys()))
    load_reference_data()
    remember_reference_data()


def tables_with_rows() -> dict[str, State]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    states = (f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}" for name in sorted(names))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(states))
        return {name: (rows, last) for name, rows, last in cursor.fetchall() if rows}


def _delete(tables: set[str]) -> None:
    """The audit trail refuses a deletion and foreign keys ask for an order, unless both stand aside."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in sorted(tables):
            cursor.execute(f"DELETE FROM {table}")
