"""A person's own list, unread first and newest first, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Q, QuerySet

from accounts.models import User
from notifications.models import Reminder
from notifications.queries.words import NAMED_IN_A_REMINDER

PAGE = 25
_IS_READ = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
_PLACE = re.compile(r"^(u|r)([0-9]{1,18})$")


@dataclass(frozen=True)
class Place:
    """A row's place in the list; written as u or r, for unread or read, and its number."""

    is_read: bool
    number: int

    @classmethod
    def of(cls, reminder: Reminder) -> Self:
        return cls(reminder.read_at is not None, reminder.pk)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        found = _PLACE.match(text)
        return cls(found[1] == "r", int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{'r' if self.is_read else 'u'}{self.number}"


@dataclass(frozen=True)
class ReminderPage:
    """`newer` and `older` are places to go on from, None at either end."""

    rows: Sequence[Reminder]
    newer: Place | None
    older: Place | None


def reminders_of(user: User, *, after: Place | None = None, before: Place | None = None) -> ReminderPage:
    """The page after or before a place, or the first. Numbers grow with time, so they order the list."""
    shown = Reminder.objects.visible_to(user).annotate(is_read=_IS_READ)
    shown = shown.select_related(*NAMED_IN_A_REMINDER, "message", "digest")
    if before:
        return _page_before(shown, before)
    if after:
        shown = shown.filter(Q(is_read__gt=after.is_read) | Q(is_read=after.is_read, pk__lt=after.number))
    rows = list(shown.order_by(_IS_READ.asc(), "-pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return ReminderPage(
        rows, newer=Place.of(rows[0]) if after and rows else None, older=Place.of(rows[-1]) if more else None
    )


def _page_before(shown: QuerySet[Reminder], before: Place) -> ReminderPage:
    nearer = shown.filter(Q(is_read__lt=before.is_read) | Q(is_read=before.is_read, pk__gt=before.number))
    rows = list(nearer.order_by(_IS_READ.desc(), "pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
    return ReminderPage(rows, newer=Place.of(rows[0]) if more else None, older=Place.of(rows[-1]) if rows else None)


@dataclass(frozen=True)
class Unread:
    """`newest` is the number of the newest one, 0 when there is none."""

    count: int
    newest: int


def unread_of(user: User) -> Unread:
    found = Reminder.objects.visible_to(user).unread().aggregate(count=Count("pk"), newest=Max("pk"))
    return Unread(found["count"], found["newest"] or 0)
