"""Ask offices for referrals that have not come: the prompts whose day it is, and each working day's list.

A run may be repeated, doubled or killed: a prompt and its messages are written in one transaction under the lock of its
request, a step is unique, and what is due is derived from the facts. Nothing of it is in the broker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import audit
from accounts.models import AuditEntry, Organisation, User
from cases.queries.calendar import working_calendar
from notifications.actions.queueing import Run, queue
from notifications.actions.telling import NobodyCanBeTold
from notifications.enums import MessageCause
from notifications.models import OutboxMessage
from notifications.queries.chase_readers import ChaseReaders, chase_readers, list_readers
from notifications.rules.chase_wording import Asked, list_mail, prompt_mail, unit_mail
from notifications.rules.wording import Mail
from victims.enums import PromptStep
from victims.models import ReferralRequest, RequestPrompt
from victims.queries.answer_links import sign_link
from victims.queries.chasing import (
    ChaseSettings,
    chase_of,
    chase_settings,
    offices_asked,
    requests_to_prompt,
)
from victims.rules.chase import prompt_days, prompt_due
from vlu.lib import clock
from vlu.lib.addresses import address_outside
from vlu.lib.sweep import Sweep
from vlu.lib.working_days import WorkingCalendar

PROMPTED = audit.verb("request.prompted", "sent prompt {step} of a request for a referral to {told}")
NOBODY_THERE = audit.verb(
    "request.nobody_there", "found nobody at {office} to tell of prompt {step} of a request, and told {told}"
)
MORNING = 7  # o'clock: the list of a day holds what the night's court results brought
_TOLD_LENGTH = 300


def send_prompts(now: datetime) -> Sweep:
    """Every step that is due and was not sent, office by office, and the day's lists; `done` counts prompts, `failed`
    are offices. Nothing on a day off."""
    today, calendar, sweep = now.date(), working_calendar(), Sweep()
    if not calendar.is_working(today):
        return sweep
    known, run = chase_settings(), Run("notifications.chase")
    offices = requests_to_prompt(today, calendar).order_by("organisation").values_list("organisation", flat=True)
    for office in Organisation.objects.filter(pk__in=list(dict.fromkeys(offices))).order_by("pk"):
        with sweep.skipping("organisation", office.pk):
            sweep.done += _prompt_office(Round(office, today, calendar, known, run))
    if now.hour >= MORNING:
        for office in offices_asked():
            with sweep.skipping("organisation", office.pk):
                _list_for_office(Round(office, today, calendar, known, run))
    return sweep


@dataclass(frozen=True)
class Round:
    """One run over one office: the day, how days are counted, the settings as they stand, and the whole run."""

    office: Organisation
    today: date
    calendar: WorkingCalendar
    known: ChaseSettings
    whole: Run

    def about(self, requests: Sequence[ReferralRequest]) -> Asked:
        return Asked(
            tuple(request.reference for request in requests),
            self.office.name,
            min(self.known.reply_by(request, self.calendar) for request in requests),
        )

    def due_on(self, request: ReferralRequest, step: PromptStep) -> date:
        return prompt_days(request.found_on, self.known.days_of(request), self.calendar)[step]


@transaction.atomic
def _prompt_office(run: Round) -> int:
    """Under their locks the requests are read again: an answer or another run of that moment was first, or waits."""
    keys = requests_to_prompt(run.today, run.calendar).filter(organisation=run.office).values_list("pk", flat=True)
    locked = ReferralRequest.objects.asked_for().select_for_update(of=("self",), no_key=True).filter(pk__in=list(keys))
    found = locked.select_related("case").order_by("pk")
    groups: dict[tuple[PromptStep, str], list[ReferralRequest]] = defaultdict(list)
    for request in found.prefetch_related("prompts"):
        step = prompt_due(chase_of(request, run.known), run.today, run.calendar)
        if step is not None:
            groups[step, request.case.region_id].append(request)
    for (step, region), requests in sorted(groups.items()):
        _send_step(run, step, region, requests)
    return sum(map(len, groups.values()))


def _send_step(run: Round, step: PromptStep, region: str, requests: list[ReferralRequest]) -> None:
    readers = chase_readers(step, run.office, region, run.known.of(run.office.pk, run.today))
    if readers.office_is_empty and not readers.unit:
        raise NobodyCanBeTold("There is no active administrator. Add one, so that somebody hears of missing referrals.")
    RequestPrompt.objects.bulk_create([_prompt(run, request, step, readers) for request in requests])
    audit.record_all(_entry(run, request, step, readers) for request in requests)
    about, key = run.about(requests), f"prompt:{step}:{requests[0].pk}"
    to_people = prompt_mail(step, about, address=address_outside("victims:my_requests"), is_link=False)
    messages = [_message(MessageCause.PROMPT, key, to_people, to=person) for person in readers.office]
    if readers.inbox:
        mail = prompt_mail(step, about, address=_link(run, readers.inbox, requests), is_link=True)
        messages.append(_message(MessageCause.PROMPT, key, mail, to=readers.inbox))
    to_unit = unit_mail(about, address=address_outside("victims:requests"), office_is_empty=readers.office_is_empty)
    messages += [_message(MessageCause.PROMPT, key, to_unit, to=person) for person in readers.unit]
    _queue(run, region, messages, requests)


@transaction.atomic
def _list_for_office(run: Round) -> None:
    """Once a working day, however often this runs: the key of the message is the office, the day and the reader."""
    readers, key = list_readers(run.office, run.known.of(run.office.pk, run.today)), f"list:{run.office.pk}:{run.today}"
    if readers.office_is_empty or OutboxMessage.objects.filter(dedupe_key__startswith=f"{key}:").exists():
        return
    asked_for = ReferralRequest.objects.asked_for().filter(organisation=run.office, found_on__lte=run.today)
    if not (requests := list(asked_for.select_related("case"))):
        return
    about = run.about(requests)
    to_people = list_mail(about, address=address_outside("victims:my_requests"), is_link=False)
    messages = [_message(MessageCause.LIST, key, to_people, to=person) for person in readers.office]
    if readers.inbox:
        mail = list_mail(about, address=_link(run, readers.inbox, requests), is_link=True)
        messages.append(_message(MessageCause.LIST, key, mail, to=readers.inbox))
    _queue(run, _waiting_longest(requests).case.region_id, messages, requests)


def _prompt(run: Round, request: ReferralRequest, step: PromptStep, readers: ChaseReaders) -> RequestPrompt:
    return RequestPrompt(
        request=request,
        step=step,
        due_on=run.due_on(request, step),
        sent_on=run.today,
        sent_at=clock.now(),
        told=readers.in_words[:_TOLD_LENGTH],
        reached_nobody=readers.office_is_empty,
    )


def _entry(run: Round, request: ReferralRequest, step: PromptStep, readers: ChaseReaders) -> AuditEntry:
    what = NOBODY_THERE if readers.office_is_empty else PROMPTED
    told = readers.in_words[:_TOLD_LENGTH]
    region = request.case.region_id
    return audit.entry(what, request, None, region, step=int(step), office=run.office.name, told=told)


def _waiting_longest(requests: list[ReferralRequest]) -> ReferralRequest:
    """A list may hold requests of several units: the one that has waited longest for an answer looks after it."""
    return min(requests, key=lambda request: (request.found_on, request.pk))


def _message(cause: MessageCause, key: str, mail: Mail, *, to: User | str) -> OutboxMessage:
    """To a person or an inbox. The key is unique, so that two runs cannot both write it."""
    person = to if isinstance(to, User) else None
    return OutboxMessage(
        dedupe_key=f"{key}:{person.pk if person else 'inbox'}",
        cause=cause,
        recipient=person,
        address=to if isinstance(to, str) else "",
        subject=mail.subject[:200],
        body=mail.body,
    )


def _queue(run: Round, unit: str, messages: list[OutboxMessage], requests: Sequence[ReferralRequest]) -> None:
    """About these requests, those messages that are not there yet."""
    about = OutboxMessage.requests.through
    new = queue(messages, unit=unit, run=run.whole)
    about.objects.bulk_create(
        about(outboxmessage_id=message.pk, referralrequest_id=request.pk) for message in new for request in requests
    )


def _link(run: Round, inbox: str, requests: list[ReferralRequest]) -> str:
    return address_outside("victims:answer_link", sign_link(run.office, inbox, requests))
