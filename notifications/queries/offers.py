"""Offers between units of which a manager must still be told."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from cases.queries.calendar import working_calendar
from notifications.enums import ReminderRuleCode as Rule
from notifications.models import Reminder
from victims.models import TransferOffer
from victims.queries.transfers import unanswered_in_time


def offers_to_tell_of(rule: Rule, today: date) -> QuerySet[TransferOffer]:
    """Those whose step has come, and of which nobody was told yet."""
    told = Reminder.objects.filter(offer=OuterRef("pk"), rule=rule)
    return _of_step(rule, today).exclude(Exists(told))


def _of_step(rule: Rule, today: date) -> QuerySet[TransferOffer]:
    if rule == Rule.OFFER_ANSWERED:
        return TransferOffer.objects.exclude(answer="")
    if rule == Rule.OFFER_LATE:
        return unanswered_in_time(today, working_calendar())
    return TransferOffer.objects.waiting()
