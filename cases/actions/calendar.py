"""Make the table of working days from the bank holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zlib import crc32

from django.db import transaction

from cases.models import BankHoliday, CalendarVersion, WorkingDay
from vlu.lib import clock
from vlu.lib.working_days import WorkingCalendar


@transaction.atomic
def make_calendar() -> bool:
    """Bring the table in line with the bank holidays. True when it changed: its number is another then."""
    holidays = list(BankHoliday.objects.order_by("day").values_list("day", flat=True))
    wanted = WorkingCalendar.with_holidays(holidays).table()
    if list(WorkingDay.objects.order_by("day").values_list("day", "ordinal", "is_working")) == wanted:
        return False
    WorkingDay.objects.all().delete()
    WorkingDay.objects.bulk_create(
        [WorkingDay(day=day, ordinal=ordinal, is_working=working) for day, ordinal, working in wanted], batch_size=5000
    )
    defaults = {"number": _number_of(holidays), "made_at": clock.now()}
    CalendarVersion.objects.update_or_create(only=True, defaults=defaults)
    return True


def _number_of(holidays: Iterable[date]) -> int:
    """Made from the days: no number that was rolled back, and is remembered somewhere, can come to mean other days."""
    return crc32(" ".join(day.isoformat() for day in holidays).encode()) >> 1
