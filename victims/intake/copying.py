"""Write many rows at once by COPY, with numbers taken from the table's own sequence beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from django.db import connection, models

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def next_ids(model: type[models.Model], count: int) -> Iterator[int]:
    """Numbers nobody else will be given."""
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],  # noqa: SLF001 - the model's own name is public in Django
        )
        return iter([row[0] for row in cursor.fetchall()])


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the rows as one COPY. Columns are the database's names; those not given get the model's own default."""
    defaults = _defaults(model, columns)
    tail = "".join(f"\t{_cell(value)}" for value in defaults.values()) + "\n"
    text = StringIO()
    for row in rows:
        text.write("\t".join([_cell(value) for value in row]))
        text.write(tail)
    if not text.tell():
        return
    text.seek(0)
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in [*columns, *defaults])
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN", text)  # noqa: SLF001


def _defaults(model: type[models.Model], columns: Sequence[str]) -> dict[str, Any]:
    fields = [field for field in model._meta.concrete_fields if field.column and field.column not in columns]  # noqa: SLF001
    return {
        str(field.column): field.get_default()
        for field in fields
        if not field.primary_key and not field.null and field.db_default is models.NOT_PROVIDED
    }


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value)
