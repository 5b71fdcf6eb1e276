"""Make the table of working days from the bank holidays."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from cases.models import BankHoliday, CalendarVersion, WorkingDay
from vlu.lib import clock
from vlu.lib.working_days import WorkingCalendar


@transaction.atomic
def make_calendar() -> bool:
    """Bring the table in line with the bank holidays. True when it changed; the version number goes up with it."""
    holidays = BankHoliday.objects.values_list("day", flat=True)
    wanted = WorkingCalendar.with_holidays(holidays).table()
    if list(WorkingDay.objects.order_by("day").values_list("day", "ordinal", "is_working")) == wanted:
        return False
    WorkingDay.objects.all().delete()
    WorkingDay.objects.bulk_create(
        [WorkingDay(day=day, ordinal=ordinal, is_working=working) for day, ordinal, working in wanted], batch_size=5000
    )
    last = CalendarVersion.objects.aggregate(last=Max("number"))["last"] or 0
    CalendarVersion.objects.update_or_create(only=True, defaults={"number": last + 1, "made_at": clock.now()})
    return True
