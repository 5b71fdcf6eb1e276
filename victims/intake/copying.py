"""Write many rows at once by COPY, with numbers taken from the table's own sequence beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import repeat
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

from django.db import connection, models

CHUNK = 2**20  # bytes handed over at a time
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_as_json = JSONEncoder(ensure_ascii=False).encode


def next_ids(model: type[models.Model], count: int) -> Iterator[int]:
    """Numbers nobody else will be given."""
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass))) FROM generate_series(1,%s)",
            [model._meta.db_table, count],  # noqa: SLF001 - the model's own name is public in Django
        )
        (ids,) = cursor.fetchone()
        return iter(ids)


def array_of(values: Iterable[Any]) -> str:
    """A PostgreSQL array as one text, to be cast: an array of thousands of constants is slow to read as SQL."""
    items = list(values)
    if str not in set(map(type, items)):
        return "{" + ",".join(map(str, items)) + "}"
    return "{" + ",".join([_quoted(value) if type(value) is str else str(value) for value in items]) + "}"


def _quoted(value: str) -> str:
    plain = "\\" not in value and '"' not in value
    return f'"{value}"' if plain else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the rows as one COPY. Columns are the database's names; those not given get the model's own default."""
    cells = [_cells(column) for column in zip(*rows, strict=True)]
    if not cells:
        return
    defaults = _defaults(model, columns)
    cells += [repeat(_CELLS[type(value)](value)) for value in defaults.values()]
    text = BytesIO("\n".join(map("\t".join, zip(*cells, strict=False))).encode())
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in [*columns, *defaults])
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN", text, CHUNK)  # noqa: SLF001


def _cells(column: Sequence[Any]) -> Iterable[str]:
    """A whole column as it is written. One of plain text only needs no second look at each value."""
    kinds = set(map(type, column))
    if kinds == {str}:
        everything = "".join(column)
        if "\\" not in everything and everything.isprintable():
            return column
    if len(kinds) == 1:
        return map(_CELLS[kinds.pop()], column)
    return [_CELLS[type(value)](value) for value in column]


def _defaults(model: type[models.Model], columns: Sequence[str]) -> dict[str, Any]:
    fields = [field for field in model._meta.concrete_fields if field.column and field.column not in columns]  # noqa: SLF001
    return {
        str(field.column): field.get_default()
        for field in fields
        if not field.primary_key and not field.null and field.db_default is models.NOT_PROVIDED
    }


def _text(value: str) -> str:
    return value.translate(_ESCAPES) if "\\" in value or not value.isprintable() else value


def json_of_texts(texts: Mapping[str, str]) -> str:
    """A JSON object of texts, written five times as fast as json.dumps writes it; to be copied as a text."""
    return _frame(tuple(texts)) % tuple(map(encode_basestring, texts.values()))


@lru_cache(maxsize=64)
def _frame(names: tuple[str, ...]) -> str:
    return "{" + ", ".join(f"{encode_basestring(name)}: ".replace("%", "%%") + "%s" for name in names) + "}"


def _json(value: Any) -> str:
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    written = _as_json(value)
    return written.translate(_ESCAPES) if "\\" in written else written


class _Cells(dict[type, Callable[[Any], str]]):
    """How a value of each type is written in a cell."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        write = _text_of_a_member if issubclass(kind, str) else str
        self[kind] = write
        return write


def _text_of_a_member(value: str) -> str:
    """An enumeration's member prints itself as its value; so does any other text."""
    return _text(str(value))


_CELLS = _Cells(
    {
        str: _text,
        type(None): lambda _: "\\N",
        bool: lambda value: "t" if value else "f",
        dict: _json,
        list: _json,
        tuple: lru_cache(maxsize=4096)(_json),
    }
)
