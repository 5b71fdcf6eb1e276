"""Facts that change after a reminder was raised: `python -m drills.moved_facts referrals DAYS` or `holiday DAY`.

The product then does what each of its own actions does after such a change.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta

import django

from drills import shifted_clock


def refer_every_tenth_later(days: timedelta) -> None:
    """As a correction of the day of referral would: the fact and the clocks in one transaction."""
    from django.db import transaction  # noqa: PLC0415 - settings are read by setup()

    from victims.actions.clocks import refresh_clocks  # noqa: PLC0415 - as above
    from victims.models import Enrolment  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    for reference in list(Enrolment.objects.order_by("reference").values_list("reference", flat=True))[::10]:
        with transaction.atomic():
            enrolment = Enrolment.objects.select_for_update(no_key=True).get(reference=reference)
            assert enrolment.referred_on is not None
            enrolment.referred_on += days
            enrolment.save(update_fields=["referred_on"])
            refresh_clocks(enrolment, clock.today())


def declare(day: date) -> None:
    """As loading a longer list of bank holidays does."""
    from django.db import transaction  # noqa: PLC0415 - settings are read by setup()

    from cases.actions.calendar import make_calendar  # noqa: PLC0415 - as above
    from cases.models import BankHoliday  # noqa: PLC0415 - as above

    with transaction.atomic():
        BankHoliday.objects.create(day=day, title="Declared for a drill", source="Drill", confidence="H")
        make_calendar()


if __name__ == "__main__":
    shifted_clock.install()
    django.setup()
    if sys.argv[1] == "holiday":
        declare(date.fromisoformat(sys.argv[2]))
    else:
        refer_every_tenth_later(timedelta(days=int(sys.argv[2])))
