"""The ladder of reminders."""

from __future__ import annotations

from notifications.enums import Audience, Mailing
from notifications.enums import ReminderRuleCode as Rule
from notifications.models import LadderStep
from notifications.queries.ladder import step_of
from notifications.rules.reminders import Step
from victims.enums import DeadlineKind
from vlu.management.commands.load_reference_data import ladder_step, read
from vlu.rule_tables.markdown import page, table

FOR = {
    Audience.OFFICER: "The officer; who covers while they are away; the managers of the unit when neither may be told",
    Audience.MANAGERS: "The managers of the unit",
    Audience.HEAD: "The head of service, without a name",
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
        "Printed by `manage.py print_rules reminders` from `data/reference/reminder_ladder.csv`. Each step fires once "
        "for a clock, a date and a reader, and again when the date moves or the officer changes. The last steps repeat "
        "until the clock is met, in hand or withdrawn: what was said is then said again. A step stays: on its day or "
        "later. When several steps for the same people were missed, the latest only is said, but what was reported "
        "today before any. Where a unit has nobody who may be told, the administrators are, without a name. Urgent "
        "cases are told at once, on any day; the rest goes together in one message a morning, never on a weekend or "
        "bank holiday. A snooze holds the officer's own steps; an acknowledgement ends the climb for that due date.",
        table(["Step", "When", "For whom", "How", "Clocks"], [_cells(step) for step in _ladder()]),
        "Offers of a case between units, each told once for a unit. In a unit without a manager nobody can be told: "
        "the managers of the other unit are asked to telephone, and the administrators are written to.",
        table(["Step", "When", "For whom", "Answer by"], OFFERS),
        "What becomes of the message about it is in [messages.md](messages.md).",
    )


def _ladder() -> list[Step]:
    return [step_of(LadderStep(**ladder_step(row))) for row in read("reminder_ladder")]


def _cells(step: Step) -> list[str]:
    kinds = [kind.label for kind in DeadlineKind if kind in step.kinds]
    how = Mailing(step.mailing).label
    return [f"`{step.code}` {step.code.label}", when(step), FOR[step.audience], how, "; ".join(kinds)]


def when(step: Step) -> str:
    days = step.working_days_after_due
    if days is None:
        return "As soon as the clock opens"
    unit = "working day" if abs(days) == 1 else "working days"
    words = f"{abs(days)} {unit} {'before' if days < 0 else 'after'} the due date" if days else "On the due date"
    if step.repeats_every:
        words += f", and again every {step.repeats_every} working days"
    return f"{words}, but not on the day the clock opened" if step.not_on_first_day else words
