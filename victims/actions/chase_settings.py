"""Say how an office is chased, from today on."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts import audit
from accounts.models import Organisation, User
from victims.models import ChaseSetting
from victims.rules.chase import ChaseDays
from vlu.lib import clock

CHANGED = audit.verb(
    "chase.setting_changed",
    "set how {office} is chased: reply in {reply}, prompts after {second} and {third} working days",
)


@transaction.atomic
def change_chase_setting(
    *, organisation: Organisation, days: ChaseDays, supervisor_inbox: str, head_inbox: str, by: User
) -> ChaseSetting:
    """The row in force ends yesterday and stays for cases found until then; one made today is written over."""
    today = clock.today()
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    own = ChaseSetting.objects.filter(organisation=organisation)
    own.filter(valid_from__lt=today, valid_to__isnull=True).update(valid_to=today - timedelta(days=1))
    setting = own.filter(valid_from=today).first() or ChaseSetting(organisation=organisation, valid_from=today)
    setting.reply_days, setting.second_day, setting.third_day = days.reply, days.second, days.third
    setting.supervisor_inbox, setting.head_inbox = supervisor_inbox, head_inbox
    setting.source, setting.confidence = f"Agreed with the office, entered by {by.name}", "H"
    setting.full_clean()
    setting.save()
    audit.record(
        CHANGED,
        organisation,
        by,
        office=organisation.name,
        reply=days.reply,
        second=days.second,
        third=days.third,
        inbox=supervisor_inbox,
        head=head_inbox,
    )
    return setting
