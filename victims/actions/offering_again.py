"""Offer contact again to somebody who has none: an action for the officer, or a question for the managers."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.models import KeyDate, KeyEvent
from cases.queries.calendar import working_calendar
from victims.actions.clocks import refresh_clocks, take_over
from victims.enums import DeadlineKind
from victims.models import Deadline, Enrolment, OfferDecision, VictimDecision
from victims.queries.overtaken import last_word, overtaken_clocks
from victims.queries.victim_decisions import current_decision, offer_rules
from victims.rules.offering_again import (
    Approach,
    approach_of,
    ask_again_words,
    due_day,
    kind_of_clock,
    rule_for_event,
    task_words,
)
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.sweep import Sweep

# The answer is kept and sealed, and not in the sentence: administrators read the trail and see no case.
OFFER_DECIDED = audit.verb("enrolment.offer_decided", "decided whether contact is offered again")


class OfferAlreadyDecided(DomainError):
    code = "offer_already_decided"


@transaction.atomic
def open_offer_clock(*, enrolment: Enrolment, event: KeyEvent, today: date) -> Deadline | None:
    """For somebody without contact, in place of telling them. None when contact is not offered again for such events.

    Of an event that another overtook, the other gives the clock, by the earlier of their days. Doing it twice changes
    nothing: an event gives one clock of a kind for each enrolment.
    """
    event = last_word(event)
    rule = rule_for_event(event.kind, offer_rules(), today)
    decision = current_decision(enrolment)
    if rule is None or decision is None or not enrolment.is_dormant:
        return None
    deadline, _ = Deadline.objects.get_or_create(
        enrolment=enrolment,
        event=event,
        kind=_kind(enrolment, event, never_again=decision.never_again),
        defaults={
            "limit_code": rule.code,
            "task": task_words(decision.kind, event.get_kind_display()),
            "started_on": today,
            "due_on": due_day(rule, today, None, working_calendar()),
        },
    )
    take_over(deadline, event, today)
    refresh_clocks(enrolment, today)
    return deadline


def _kind(enrolment: Enrolment, event: KeyEvent, *, never_again: bool) -> DeadlineKind:
    """Where a manager has decided to offer contact because of what this event overtook, nobody is asked again."""
    if overtaken_clocks(enrolment.pk, event).filter(kind=DeadlineKind.OFFER_AGAIN).exists():
        return DeadlineKind.OFFER_AGAIN
    return kind_of_clock(never_again=never_again)


def offer_before_dates(today: date) -> Sweep:
    """Open the offers whose date has come near; `done` counts them, `failed` are enrolments, which hold up no other.
    Safe to run twice, and at once."""
    sweep = Sweep()
    keys = Enrolment.objects.dormant().filter(case__key_dates__superseded_at__isnull=True).order_by("pk")
    for key in list(keys.values_list("pk", flat=True).distinct()):
        with sweep.skipping("offers to an enrolment", key):
            sweep.done += _offer_before_dates(key, today)
    return sweep


@transaction.atomic
def _offer_before_dates(key: int, today: date) -> int:
    """Once in each approach: a date that moves inside its window, or an answer given in it, brings no second offer."""
    enrolment = Enrolment.objects.select_for_update().get(pk=key)
    decision = current_decision(enrolment)
    if decision is None or not enrolment.is_dormant:
        return 0
    rules, opened = offer_rules(), 0
    for row in KeyDate.objects.current().filter(case=enrolment.case_id):
        approach = approach_of(row.kind, row.falls_on, rules, today)
        if approach is None or _was_offered(enrolment, approach):
            continue
        _open_for_date(decision, approach, row, today)
        opened += 1
    if opened:
        refresh_clocks(enrolment, today)
    return opened


def _was_offered(enrolment: Enrolment, approach: Approach) -> bool:
    offers = Deadline.objects.filter(enrolment=enrolment, limit_code=approach.rule.code)
    return offers.filter(started_on__gte=approach.opened_on).exists()


def _open_for_date(decision: VictimDecision, approach: Approach, row: KeyDate, today: date) -> None:
    deadline = Deadline(
        enrolment_id=decision.enrolment_id,
        kind=kind_of_clock(never_again=decision.never_again),
        limit_code=approach.rule.code,
        task=task_words(decision.kind, f"{row.get_kind_display()} comes near"),
        started_on=today,
        due_on=due_day(approach.rule, today, approach.falls_on, working_calendar()),
    )
    deadline.full_clean()
    deadline.save()


def ask_again(decision: VictimDecision) -> None:
    """The day on which they said we may ask again, or on which somebody tries again to trace them."""
    assert decision.ask_again_on is not None
    deadline = Deadline(
        enrolment_id=decision.enrolment_id,
        kind=DeadlineKind.OFFER_AGAIN,
        task=ask_again_words(decision.kind),
        started_on=decision.decided_on,
        due_on=decision.ask_again_on,
    )
    deadline.full_clean()
    deadline.save()


@transaction.atomic
def decide_offer(*, deadline: Deadline, offer: bool, reason: str, by: User) -> OfferDecision:
    """A manager's answer about somebody who does not want to hear again. Offering gives their officer the action.

    Raises OfferAlreadyDecided when it is settled or no longer asked.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=deadline.enrolment_id)
    waiting = Deadline.objects.standing().filter(pk=deadline.pk, kind=DeadlineKind.DECIDE_OFFER).first()
    if waiting is None:
        raise OfferAlreadyDecided("This was decided already, or is no longer asked.")
    today = clock.today()
    decision = OfferDecision(deadline=waiting, offer=offer, reason=reason, decided_by=by, decided_at=clock.now())
    decision.full_clean()
    decision.save()
    waiting.met_on = today
    waiting.save(update_fields=["met_on"])
    if offer:
        _hand_to_the_officer(waiting, today)
    refresh_clocks(enrolment, today)
    audit.record(OFFER_DECIDED, enrolment, by, region=enrolment.region_id, offer="yes" if offer else "no")
    return decision


def _hand_to_the_officer(waiting: Deadline, today: date) -> None:
    """Due the same day as the question was, or today: the manager's time was part of it."""
    what = {"enrolment": waiting.enrolment, "kind": DeadlineKind.OFFER_AGAIN}
    facts = {"task": waiting.task, "limit_code": waiting.limit_code, "due_on": max(waiting.due_on, today)}
    if waiting.event_id:
        Deadline.objects.get_or_create(**what, event=waiting.event, defaults={**facts, "started_on": today})
    else:
        Deadline.objects.create(**what, **facts, started_on=today)
