"""Statements that PostgreSQL plans once for a connection: for those that are slower to plan than to run.

Needs a connection that keeps its session (no pool that hands out a session for each transaction). A connection keeps
every text it was given until it closes, so a text holds no values.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

# For all values from the first run on: PostgreSQL would plan the first five for their values. It ends with the
# statement; within a transaction it would not, and what follows there is left as it is.
ONE_PLAN = "SET LOCAL plan_cache_mode = force_generic_plan; "
_VALUE = re.compile(r"%\((\w+)\)s")
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # of each connection, the names of its statements


def planned_rows(statement: str, values: Mapping[str, Any]) -> list[Any]:
    """The rows of a statement with values written %(name)s, each of a type that its place in the statement tells."""
    name, prepare, order = _prepared_form(statement)
    with connection.cursor() as cursor:
        session = connection.connection
        if name not in _prepared.setdefault(session, set()):
            with session.cursor() as once:
                once.execute(prepare)
            _prepared[session].add(name)
        run = f"EXECUTE {name}({', '.join(['%s'] * len(order))})"
        cursor.execute(run if connection.in_atomic_block else ONE_PLAN + run, [values[one] for one in order])
        rows: list[Any] = cursor.fetchall()
    return rows


@lru_cache(maxsize=200)
def _prepared_form(statement: str) -> tuple[str, str, tuple[str, ...]]:
    """Its name, the PREPARE, and the names of its values in their order."""
    order = tuple(dict.fromkeys(_VALUE.findall(statement)))
    text = _VALUE.sub(lambda value: f"${order.index(value[1]) + 1}", statement).replace("%%", "%")
    name = f"planned_{hashlib.sha256(statement.encode()).hexdigest()[:24]}"
    return name, f"PREPARE {name} AS {text}", order
