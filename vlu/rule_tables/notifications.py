"""The ladder of reminders."""

from __future__ import annotations

from notifications.rules.reminders import RULES, Audience, ReminderRule
from notifications.rules.retry import WAITS
from victims.enums import DeadlineKind
from vlu.rule_tables.markdown import page, table

FOR = {
    Audience.OFFICER: "The officer; the managers of the region when nobody who may be told is allocated",
    Audience.MANAGERS: "The managers of the region",
}


def reminders() -> str:
    return page(
        "When somebody is reminded",
        "Printed by `manage.py print_rules reminders` from `notifications/rules/reminders.py`. Each step fires once "
        "for a clock, a date and a reader, and again when the date moves or the officer changes. A step stays: on its "
        "day or later. When several of the officer's steps were missed, the latest only is sent. Where a region has "
        "nobody who may be told, the administrators are, without a name.",
        table(["Step", "When", "For whom", "Clocks"], [_cells(rule) for rule in RULES]),
        f"An e-mail that is refused for now is tried again after {_in_words()}, and then becomes failed. One that may "
        "have left is never sent again by itself.",
    )


def _cells(rule: ReminderRule) -> list[str]:
    kinds = [kind.label for kind in DeadlineKind if kind in rule.kinds]
    return [f"`{rule.code}` {rule.code.label}", when(rule), FOR[rule.audience], "; ".join(kinds)]


def when(rule: ReminderRule) -> str:
    days = rule.working_days_after_due
    if days is None:
        return "As soon as the clock opens"
    unit = "working day" if abs(days) == 1 else "working days"
    words = f"{abs(days)} {unit} {'before' if days < 0 else 'after'} the due date" if days else "On the due date"
    return f"{words}, but not on the day the clock opened" if rule.not_on_the_first_day else words


def _in_words() -> str:
    """1 minute, 5 minutes, 1 hour, 8 times 8 hours."""
    parts = []
    for wait in dict.fromkeys(WAITS):
        minutes = int(wait.total_seconds()) // 60
        number, unit = (minutes // 60, "hour") if minutes >= 60 else (minutes, "minute")
        times = WAITS.count(wait)
        parts.append(f"{f'{times} times ' if times > 1 else ''}{number} {unit}{'s' if number > 1 else ''}")
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
