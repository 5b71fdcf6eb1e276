"""When somebody who has no contact is offered it again, and who does that.

A decline hides nobody from what happens to the offender: contact is offered again before release, recall, parole or
open conditions (domain 4.2). Somebody who said that they do not want to hear again is not called: a manager decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from victims.enums import DeadlineKind, OfferTrigger, VictimDecisionKind
from vlu.lib.working_days import WorkingCalendar


@dataclass(frozen=True)
class OfferRule:
    """A row of the table of offers: `lead_days` calendar days before a date, `act_within` working days to do it."""

    code: str
    trigger: str
    what: str
    lead_days: int | None
    act_within: int
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Approach:
    """A date of the sentence inside its rule's window: `opened_on` is the first day of the window."""

    rule: OfferRule
    falls_on: date
    opened_on: date


def rule_for_event(kind: str, rules: Iterable[OfferRule], today: date) -> OfferRule | None:
    """The rule that an event of this kind falls under; None when contact is not offered again for it."""
    return next((r for r in rules if (r.trigger, r.what) == (OfferTrigger.EVENT, kind) and r.in_force_on(today)), None)


def approach_of(kind: str, falls_on: date, rules: Iterable[OfferRule], today: date) -> Approach | None:
    """The window a date stands in today; None when it is still far, already past, or no rule is about it."""
    for rule in rules:
        if (rule.trigger, rule.what) != (OfferTrigger.DATE, kind) or rule.lead_days is None:
            continue
        opened_on = falls_on - timedelta(days=rule.lead_days)
        if rule.in_force_on(today) and opened_on <= today <= falls_on:
            return Approach(rule, falls_on, opened_on)
    return None


def due_day(rule: OfferRule, today: date, latest: date | None, calendar: WorkingCalendar) -> date:
    """By when the offer is made: never after the day it is about, when that is still to come."""
    due_on = calendar.add(today, rule.act_within)
    return latest if latest is not None and today <= latest < due_on else due_on


def kind_of_clock(*, never_again: bool) -> DeadlineKind:
    return DeadlineKind.DECIDE_OFFER if never_again else DeadlineKind.OFFER_AGAIN


def task_words(wish: str, because: str) -> str:
    """The officer's action, verb first: "Offer contact again: recall"."""
    verb = "Try to trace again" if wish == VictimDecisionKind.COULD_NOT_TRACE else "Offer contact again"
    return f"{verb}: {because[:1].lower()}{because[1:]}"


def ask_again_words(wish: str) -> str:
    """The action of the day that was noted with the decision."""
    return (
        "Try to trace them again"
        if wish == VictimDecisionKind.COULD_NOT_TRACE
        else "Ask again whether they want contact"
    )
