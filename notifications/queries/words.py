"""What a reminder says, put together from the facts of the moment it is read or leaves.

So nothing is told of a date that has moved, of a clock that is met, or with a name that may not be told any more.
"""

from __future__ import annotations

from collections.abc import Collection

from accounts.enums import Role
from notifications.enums import MessageCause
from notifications.models import OutboxMessage, Reminder
from notifications.models.reminders import ReminderQuerySet
from notifications.rules import wording
from notifications.rules.wording import Mail
from vlu.lib import clock
from vlu.lib.addresses import address_outside

NAMED_IN_A_REMINDER = (
    "reader",
    "offer",
    "deadline__event",
    "enrolment__victim",
    "enrolment__case__offender",
    "enrolment__region",
    "enrolment__officer",
)


def sentence_of(reminder: Reminder) -> str:
    """The line of the reader's list: what was written when it was raised, as of an offer, or else put together."""
    if reminder.sentence:
        return reminder.sentence
    about = _about(reminder)
    if reminder.reader.role in _NAMED_NOBODY:
        return _NAMED_NOBODY[Role(reminder.reader.role)](about)
    if reminder.names_nobody or about.restricted:
        return wording.restricted_sentence(about)
    return wording.sentence(reminder.rule, about)


def words_of(message: OutboxMessage) -> Mail | None:
    """Subject and body as they would leave now; None when nothing of it stands any more."""
    return Words([message]).of(message)


class Words:
    """The same for several messages. What is behind those about one clock each is looked up once for all of them."""

    def __init__(self, messages: Collection[OutboxMessage]) -> None:
        clocks = [each.reminder.pk for each in messages if each.reminder and each.reminder.deadline_id]
        theirs = _theirs_still().filter(pk__in=clocks).select_related(*NAMED_IN_A_REMINDER) if clocks else ()
        self._theirs = {reminder.pk: reminder for reminder in theirs}

    def of(self, message: OutboxMessage) -> Mail | None:
        if message.cause == MessageCause.DIGEST:
            return _words_of_digest(message)
        if message.is_overtaken:
            return None
        if message.reminder and message.reminder.deadline_id:
            reminder = self._theirs.get(message.reminder.pk)
            return _words_of_reminder(reminder) if reminder else None
        return Mail(message.subject, message.body)


def _theirs_still() -> ReminderQuerySet:
    """Of somebody who has left the unit, changed role or was shut out since, nothing: others are told in their place.
    Those outside units are told without a name, and may be told that of any unit."""
    of_outsiders = Reminder.objects.filter(reader__role__in=_NAMED_NOBODY, reader__is_active=True)
    return of_outsiders | Reminder.objects.that_their_reader_may_read()


def _words_of_reminder(reminder: Reminder) -> Mail:
    about = _about(reminder)
    if reminder.reader.role == Role.HEAD:
        return wording.mail_for_head(about, home_address=address_outside("home"))
    if reminder.reader.role == Role.ADMIN:
        text = wording.sentence_for_administrator(about)
        return wording.mail_for_administrator(about, text, people_address=address_outside("accounts:people"))
    reminders = address_outside("notifications:reminders")
    hidden = about.restricted or reminder.names_nobody
    case = reminders if hidden else address_outside("victims:case_page", reminder.enrolment.case.reference)
    return wording.mail(reminder.rule, about, case_address=case, list_address=reminders)


def _words_of_digest(message: OutboxMessage) -> Mail | None:
    """Those that still stand and were not read in the application meanwhile, late ones first."""
    assert message.recipient, "the message of a morning goes to a person"
    theirs = _theirs_still().filter(reader=message.recipient).select_related(*NAMED_IN_A_REMINDER)
    waiting = theirs.filter(digest=message, read_at__isnull=True)
    standing = [reminder for reminder in waiting.order_by("target_date", "pk") if not reminder.now]
    if not standing:
        return None
    today = clock.today()
    late = [_line(reminder) for reminder in standing if reminder.is_late_on(today)]
    due = [_line(reminder) for reminder in standing if not reminder.is_late_on(today)]
    outside_a_unit = standing[0].reader.role in _NAMED_NOBODY
    address = address_outside("home" if outside_a_unit else "notifications:reminders")
    return wording.digest_mail(late, due, list_address=address)


def _line(reminder: Reminder) -> str:
    about = _about(reminder)
    if reminder.reader.role in _NAMED_NOBODY:
        return _NAMED_NOBODY[Role(reminder.reader.role)](about)
    return wording.line_without_names(about)


_NAMED_NOBODY = {Role.ADMIN: wording.sentence_for_administrator, Role.HEAD: wording.sentence_for_head}


def _about(reminder: Reminder) -> wording.Subject:
    deadline, enrolment = reminder.deadline, reminder.enrolment
    assert deadline is not None, "only a reminder of a clock is put together"
    event = deadline.event
    return wording.Subject(
        kind=deadline.kind,
        due_on=reminder.target_date,
        today=clock.today(),
        reference=enrolment.reference,
        region=enrolment.region.name,
        victim=enrolment.victim.short_name,
        offender=enrolment.case.offender.short_name,
        officer=enrolment.officer.name if enrolment.officer else "",
        event=event.get_kind_display() if event else "",
        event_on=event.happens_on if event else None,
        task=deadline.task,
        restricted=enrolment.restricted,
        still=reminder.rule in wording.SAID_BEFORE,
    )
