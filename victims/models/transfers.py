"""An offer of an enrolment to another region's unit, and what became of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Capability
from accounts.models import Region, User
from victims.enums import TransferAnswer, TransferReason
from victims.models.enrolment import Enrolment
from victims.models.restrictions import AccessGrant
from vlu.lib.querysets import ConfidentialQuerySet


class TransferOfferQuerySet(ConfidentialQuerySet["TransferOffer"]):
    def visible_to(self, user: User) -> Self:
        """Staff of the unit that offered, of the unit asked while it is open, and of the unit that owns it now; of a
        restricted case, those alone who were let in."""
        if user.may(Capability.SEE_UNIT_CASES) and user.region_code:
            region = user.region_code
            asked = Q(to_region=region, answer="")
            concerned = self.filter(Q(from_region=region) | asked | Q(enrolment__region=region))
            let_in = AccessGrant.objects.open().filter(enrolment=OuterRef("enrolment"), person=user)
            return concerned.filter(Q(enrolment__restricted=False) | Exists(let_in))
        return self.none()

    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(answer="")


class TransferOffer(models.Model):
    """Open from the moment it is made; accepted or declined by the unit asked, or withdrawn by the unit that made it.

    While it is open both units see the enrolment and the first owns and works it. Ownership moves with the answer
    "accepted" and at no other time, so there is never a moment without an owner (HMIP 3.29, decision 0018).
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="offers")
    from_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    to_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=TransferReason)
    note = models.CharField(max_length=500, blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=TransferAnswer, blank=True)
    answer_note = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = TransferOfferQuerySet.as_manager()

    class Meta:
        ordering = ["offered_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(answer=""), name="one_open_offer_of_a_case"),
            models.CheckConstraint(name="offer_is_to_another_region", condition=~Q(from_region=F("to_region"))),
            models.CheckConstraint(name="offer_reason_is_known", condition=Q(reason__in=TransferReason.values)),
            models.CheckConstraint(name="offer_answer_is_known", condition=Q(answer__in=["", *TransferAnswer.values])),
            models.CheckConstraint(
                name="offer_is_answered_by_somebody",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="offer_is_answered_after_it_is_made",
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("offered_at")),
            ),
            models.CheckConstraint(
                name="declined_offer_says_why", condition=~Q(answer="declined") | ~Q(answer_note="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # What a unit was offered: read with every list of enrolments somebody may see.
            models.Index(fields=["to_region", "enrolment"], condition=Q(answer=""), name="offer_open_to_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} to {self.to_region_id}"

    @property
    def reference(self) -> str:
        """What the audit trail calls it: the enrolment's own reference."""
        return self.enrolment.reference
