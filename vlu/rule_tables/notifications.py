"""The ladder of reminders."""

from __future__ import annotations

from notifications.enums import ReminderRuleCode as Rule
from notifications.rules.reminders import RULES, Audience, ReminderRule
from victims.enums import DeadlineKind
from vlu.rule_tables.markdown import page, table

FOR = {
    Audience.OFFICER: "The officer; the managers of the region when nobody who may be told is allocated",
    Audience.MANAGERS: "The managers of the region",
}

OFFERS = [
    [f"`{Rule.OFFER_MADE}` {Rule.OFFER_MADE.label}", "At once", "The managers of the unit asked", "Limit T51"],
    [f"`{Rule.OFFER_LATE}` {Rule.OFFER_LATE.label}", "The day after", "The managers of both units", "Limit T51"],
    [
        f"`{Rule.OFFER_ANSWERED}` {Rule.OFFER_ANSWERED.label}",
        "At once",
        "The managers of the unit that offered; of the unit asked, when it is withdrawn",
        "",
    ],
]


def reminders() -> str:
    return page(
        "When somebody is reminded",
        "Printed by `manage.py print_rules reminders` from `notifications/rules/reminders.py`. Each step fires once "
        "for a clock, a date and a reader, and again when the date moves or the officer changes. A step stays: on its "
        "day or later. When several of the officer's steps were missed, the latest only is sent. Where a region has "
        "nobody who may be told, the administrators are, without a name.",
        table(["Step", "When", "For whom", "Clocks"], [_cells(rule) for rule in RULES]),
        "Offers of a case between units, each told once for a unit. In a unit without a manager nobody can be told: "
        "the managers of the other unit are asked to telephone, and the administrators are written to.",
        table(["Step", "When", "For whom", "Answer by"], OFFERS),
        "What becomes of the message about it is in [messages.md](messages.md).",
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
