"""The versions of limits that come with the reference data, beside those an administrator entered since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Min

from victims.models import TimeLimit

A_DAY = timedelta(days=1)
KEY = ("code", "valid_from")


@transaction.atomic
def load_limits(rows: Sequence[TimeLimit]) -> list[TimeLimit]:
    """Make the versions of the file what they are in the file. From the day an administrator's first version of a limit
    begins, what was entered stands: a version of the file that would begin then or later is not loaded, and is given
    back; one that is in force before ends the day before."""
    entered = TimeLimit.objects.entered().order_by().values_list("code").annotate(first=Min("valid_from"))
    first_entered: dict[str, date] = dict(entered)
    wanted = [row for row in rows if _begins_before(row, first_entered.get(row.code))]
    for row in wanted:
        _end_before(row, first_entered.get(row.code))
    keys = {(row.code, row.valid_from) for row in wanted}
    of_file = TimeLimit.objects.filter(entered_by__isnull=True).values_list("pk", *KEY)
    gone = [pk for pk, code, valid_from in of_file if (code, valid_from) not in keys]
    TimeLimit.objects.filter(pk__in=gone).delete()
    columns = [field.name for field in TimeLimit._meta.concrete_fields if field.name not in {"id", *KEY}]  # noqa: SLF001
    TimeLimit.objects.bulk_create(
        sorted(wanted, key=lambda row: (row.code, row.valid_from or date.min)),
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=columns,
    )
    return [row for row in rows if row not in wanted]


def _begins_before(row: TimeLimit, entered_from: date | None) -> bool:
    return entered_from is None or row.valid_from is None or row.valid_from < entered_from


def _end_before(row: TimeLimit, entered_from: date | None) -> None:
    if entered_from is not None and (row.valid_to is None or row.valid_to >= entered_from):
        row.valid_to = entered_from - A_DAY
