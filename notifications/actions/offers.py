"""Tell the managers of a unit that another offers it a case, that the answer is late, and what the answer was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Region, User
from cases.queries.calendar import working_calendar
from notifications.actions.queueing import Run, queue
from notifications.actions.telling import NobodyCanBeTold, note_nobody_to_tell
from notifications.enums import ReminderRuleCode as Rule
from notifications.models import OutboxMessage, Reminder
from notifications.queries.offers import offers_to_tell_of
from notifications.queries.recipients import managers_of
from notifications.rules.offer_wording import Offered, mail, nobody_there, sentence
from victims.enums import TransferAnswer
from victims.models import TransferOffer
from victims.queries.transfers import answer_by
from vlu.lib import clock
from vlu.lib.addresses import address_outside
from vlu.lib.sweep import Sweep


def tell_of_offers(today: date) -> Sweep:
    """Every offer made, late or answered of which nobody was told; `done` counts people told. Safe to run twice, or
    twice at once: the offer is locked and asked about again, and a reminder is unique for offer, rule and reader."""
    sweep, run = Sweep(), Run("notifications.offers")
    for rule in (Rule.OFFER_MADE, Rule.OFFER_LATE, Rule.OFFER_ANSWERED):
        for pk in list(offers_to_tell_of(rule, today).order_by("pk").values_list("pk", flat=True)):
            with sweep.skipping("offer", pk):
                sweep.done += _tell(pk, rule, today, run)
    return sweep


@dataclass(frozen=True)
class Telling:
    """One step of one offer: the day it should be answered by, and what may be said of it."""

    offer: TransferOffer
    rule: Rule
    answer_by: date
    about: Offered
    run: Run

    @property
    def units(self) -> list[Region]:
        """Whose managers are told: the unit asked that there is an offer or none any more, the unit that made it how it
        was answered, both that no answer came."""
        offer = self.offer
        if self.rule == Rule.OFFER_LATE:
            return [offer.to_region, offer.from_region]
        of_an_answer = self.rule == Rule.OFFER_ANSWERED and offer.answer != TransferAnswer.WITHDRAWN
        return [offer.from_region if of_an_answer else offer.to_region]

    def other(self, unit: Region) -> Region:
        return self.offer.from_region if unit == self.offer.to_region else self.offer.to_region


@transaction.atomic
def _tell(pk: int, rule: Rule, today: date, run: Run) -> int:
    locked = TransferOffer.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk)
    if not locked.exists() or not offers_to_tell_of(rule, today).filter(pk=pk).exists():
        return 0
    offer = TransferOffer.objects.select_related("enrolment", "from_region", "to_region").get(pk=pk)
    due = answer_by(offer, working_calendar())
    about = Offered(offer.reference, offer.from_region.name, offer.to_region.name, due, offer.answer)
    telling = Telling(offer, rule, due, about, run)
    return sum(_tell_unit(telling, unit) for unit in telling.units)


def _tell_unit(telling: Telling, unit: Region) -> int:
    """Without a manager there, those of the other unit are asked to telephone, and the administrators are written to.

    Raises NobodyCanBeTold when not even an administrator is left.
    """
    told = managers_of(unit.code)
    if not told.people:
        raise NobodyCanBeTold("There is no active administrator. Add one, so that somebody hears of offers of cases.")
    if not told.nobody_in_the_unit:
        return _write(telling, unit, told.people, sentence(telling.rule, telling.about))
    note_nobody_to_tell(telling.offer.enrolment, unit.code, telling.rule, telling.answer_by)
    beside = managers_of(telling.other(unit).code)
    people = told.people if beside.nobody_in_the_unit else (*beside.people, *told.people)
    return _write(telling, unit, people, nobody_there(telling.rule, unit.name, telling.about))


def _write(telling: Telling, unit: Region, people: tuple[User, ...], text: str) -> int:
    """A row of the list and a message for each; the number newly told."""
    offer, rule = telling.offer, telling.rule
    letter = mail(text, telling.about, address=address_outside("victims:transfers"))
    told = set(Reminder.objects.filter(offer=offer, rule=rule).values_list("reader", flat=True))
    new = [_reminder(telling, person, text) for person in people if person.pk not in told]
    messages = [
        OutboxMessage(
            dedupe_key=f"offer:{offer.pk}:{rule}:{reminder.reader_id}",
            reminder=reminder,
            recipient_id=reminder.reader_id,
            subject=letter.subject,
            body=letter.body,
        )
        for reminder in Reminder.objects.bulk_create(new)
    ]
    queue(messages, unit=unit.code, run=telling.run)
    return len(new)


def _reminder(telling: Telling, reader: User, text: str) -> Reminder:
    return Reminder(
        reader=reader,
        enrolment=telling.offer.enrolment,
        offer=telling.offer,
        rule=telling.rule,
        target_date=telling.answer_by,
        sentence=text,
        names_nobody=True,
        raised_at=clock.now(),
    )
