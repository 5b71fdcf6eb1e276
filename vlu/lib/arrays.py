"""Many keys as one parameter of a query."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.expressions import RawSQL


def in_one_array(keys: Iterable[int]) -> RawSQL:
    """For a look-up by __in: Django handles a list of thousands one by one."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
