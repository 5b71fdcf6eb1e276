"""What a reminder says, put together from the facts of the moment it is read or leaves.

So nothing is told of a date that has moved, of a clock that is met, or with a name that may not be told any more.
"""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import User
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
    if message.cause == MessageCause.DIGEST:
        return _words_of_digest(message)
    if message.is_overtaken:
        return None
    if message.cause == MessageCause.REMINDER and message.reminder and message.reminder.deadline_id:
        found = _theirs_still(message.reminder.reader).filter(message=message).first()
        return _words_of_reminder(found) if found else None
    return Mail(message.subject, message.body)


def _theirs_still(reader: User) -> ReminderQuerySet:
    """Of somebody who has left the unit, changed role or was shut out since, nothing: others are told in their place.
    Those outside units are told without a name, and may be told that of any unit."""
    outside_units = reader.role in _NAMED_NOBODY and reader.is_active
    mine = Reminder.objects.filter(reader=reader) if outside_units else Reminder.objects.visible_to(reader)
    return mine.select_related(*NAMED_IN_A_REMINDER)


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
    waiting = _theirs_still(message.recipient).filter(digest=message, read_at__isnull=True)
    standing = [reminder for reminder in waiting.order_by("target_date", "pk") if not reminder.now]
    if not standing:
        return None
    late = [_line(reminder) for reminder in standing if reminder.is_late]
    due = [_line(reminder) for reminder in standing if not reminder.is_late]
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
    )
