"""Tell people of a clock: one row for the reader's list and one message, in one transaction."""

from __future__ import annotations

from datetime import date

import structlog
from django.db import transaction

from accounts import audit
from accounts.models import User
from notifications.enums import ReminderRuleCode
from notifications.models import OutboxMessage, Reminder
from notifications.queries.recipients import Recipients, recipients
from notifications.rules import wording
from notifications.rules.reminders import ReminderRule
from victims.models import Deadline, Enrolment
from vlu.lib import clock
from vlu.lib.addresses import address_outside
from vlu.lib.errors import DomainError

log = structlog.get_logger(__name__)
NOBODY_TO_TELL = audit.verb("reminder.nobody_to_tell", "found nobody in the unit to tell of a date: {rule}, {due_on}")


class NobodyCanBeTold(DomainError):
    """No officer, no manager of the region and no administrator has an account that works."""

    code = "nobody_can_be_told"


@transaction.atomic
def remind(deadline: Deadline, rule: ReminderRule) -> int:
    """Tell everybody the rule is for; the number of people newly told. Telling again changes nothing.

    Raises NobodyCanBeTold when not even an administrator is left.
    """
    told = recipients(deadline.enrolment, rule.audience)
    if not told.people:
        raise NobodyCanBeTold("There is no active administrator. Add one, so that somebody hears of missed dates.")
    about = _about(deadline)
    Reminder.objects.bulk_create(
        [_reminder(deadline, rule, reader, _sentence(rule, about, told)) for reader in told.people],
        ignore_conflicts=True,
    )
    new = _reminders_without_message(deadline, rule)
    mail = _mail_for_administrator(about) if told.nobody_in_the_unit else _mail(rule, about, deadline)
    OutboxMessage.objects.bulk_create([_message(reminder, mail) for reminder in new], ignore_conflicts=True)
    if new and told.nobody_in_the_unit:
        note_nobody_to_tell(deadline.enrolment, deadline.enrolment.region_id, rule.code, deadline.due_on)
    return len(new)


def _sentence(rule: ReminderRule, about: wording.Subject, told: Recipients) -> str:
    if told.nobody_in_the_unit:
        return wording.sentence_for_administrator(about)
    return wording.restricted_sentence(rule.code, about) if about.restricted else wording.sentence(rule.code, about)


def _reminder(deadline: Deadline, rule: ReminderRule, reader: User, sentence: str) -> Reminder:
    return Reminder(
        reader=reader,
        enrolment_id=deadline.enrolment_id,
        deadline=deadline,
        rule=rule.code,
        target_date=deadline.due_on,
        sentence=sentence[: wording.SENTENCE_LENGTH],
        names_nobody=deadline.enrolment.restricted,
        raised_at=clock.now(),
    )


def _reminders_without_message(deadline: Deadline, rule: ReminderRule) -> list[Reminder]:
    """Read back, because a row that another run wrote first has its message already."""
    written = Reminder.objects.filter(deadline=deadline, rule=rule.code, target_date=deadline.due_on)
    return list(written.filter(message__isnull=True).order_by("pk"))


def _message(reminder: Reminder, mail: wording.Mail) -> OutboxMessage:
    now = clock.now()
    return OutboxMessage(
        dedupe_key=f"{reminder.deadline_id}:{reminder.rule}:{reminder.target_date}:{reminder.reader_id}",
        reminder=reminder,
        recipient_id=reminder.reader_id,
        subject=mail.subject,
        body=mail.body,
        queued_at=now,
        not_before=now,
    )


def _about(deadline: Deadline) -> wording.Subject:
    enrolment, event = deadline.enrolment, deadline.event
    return wording.Subject(
        kind=deadline.kind,
        due_on=deadline.due_on,
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


def _mail(rule: ReminderRule, about: wording.Subject, deadline: Deadline) -> wording.Mail:
    """Of a restricted case it leads to the list: not everybody who is told can open the case."""
    reminders = address_outside("notifications:reminders")
    case = reminders if about.restricted else address_outside("victims:case_page", deadline.enrolment.case.reference)
    return wording.mail(rule.code, about, case_address=case, list_address=reminders)


def _mail_for_administrator(about: wording.Subject) -> wording.Mail:
    return wording.mail_for_administrator(about, people_address=address_outside("accounts:people"))


def note_nobody_to_tell(enrolment: Enrolment, region: str, rule: ReminderRuleCode, due_on: date) -> None:
    """In the log and in the trail: a unit in which nobody could be told."""
    log.warning("nobody_to_tell", enrolment=enrolment.pk, region=region, rule=rule)
    audit.record(NOBODY_TO_TELL, enrolment, by=None, region=region, rule=rule.label, due_on=due_on.isoformat())
