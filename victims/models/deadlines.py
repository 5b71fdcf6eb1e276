"""The clocks of an enrolment, as they are stored."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from cases.models import KeyEvent
from victims.enums import DeadlineKind
from victims.models.complaints import Complaint
from victims.models.contact import ContactEntry
from victims.models.enrolment import Enrolment

OF_A_NOTE = ("send_note", "agree_note")
OF_A_COMPLAINT = ("complaint_ack", "complaint_answer", "complaint_appeal")


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def standing(self) -> Self:
        """Not met and not withdrawn."""
        return self.filter(met_on__isnull=True, withdrawn_on__isnull=True)


class Deadline(models.Model):
    """A clock of an enrolment. `due_on` is a hint: it is derived again from the facts before anything fires.

    It is met by a fact (the referral, a contact that reached them), never by a button; withdrawn when its cause is.
    `limit_code` names the limit, or the row of the table of offers, that gave it its due day.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=16, choices=DeadlineKind)
    limit_code = models.CharField(max_length=6, blank=True)
    event = models.ForeignKey(KeyEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(ContactEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines")
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines")
    task = models.CharField(max_length=160, blank=True)
    started_on = models.DateField()
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                condition=Q(kind__in=["referral", "first_contact", "overall"]),
                name="one_clock_of_a_stage",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "kind", "limit_code"],
                condition=Q(
                    kind__in=[
                        *("annual_contact", "letter", "reply", "hard_stop", "pre_release"),
                        *("ask_reconsider", "reconsideration", "allocate", "urgent_contact"),
                    ]
                ),
                name="one_clock_of_a_duty",
            ),
            models.UniqueConstraint(
                fields=["contact", "kind"], condition=Q(contact__isnull=False), name="one_clock_for_a_note"
            ),
            models.UniqueConstraint(
                fields=["complaint", "kind"], condition=Q(complaint__isnull=False), name="one_clock_for_a_complaint"
            ),
            models.CheckConstraint(
                name="clock_names_its_note_or_complaint",
                condition=Q(kind__in=OF_A_NOTE, contact__isnull=False, complaint__isnull=True)
                | Q(kind__in=OF_A_COMPLAINT, contact__isnull=True, complaint__isnull=False)
                | (~Q(kind__in=[*OF_A_NOTE, *OF_A_COMPLAINT]) & Q(contact__isnull=True, complaint__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["enrolment", "event", "kind"], condition=Q(event__isnull=False), name="one_clock_for_an_event"
            ),
            models.CheckConstraint(name="deadline_kind_is_known", condition=Q(kind__in=DeadlineKind.values)),
            models.CheckConstraint(
                name="event_clock_names_its_event",
                condition=Q(kind="tell_of_event", event__isnull=False)
                | Q(kind__in=["offer_again", "decide_offer"])
                | (~Q(kind="tell_of_event") & Q(event__isnull=True)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(met_on__isnull=True, withdrawn_on__isnull=True),
                name="deadline_standing_by_day",  # the reminder sweep
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} due {self.due_on:%Y-%m-%d}"
