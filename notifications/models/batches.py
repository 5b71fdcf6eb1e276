"""Messages that one import, job or change would have sent in a heap: held until a manager decides."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.enums import Capability
from accounts.models import Region, User
from accounts.roles import roles_with
from notifications.enums import BatchDecision
from vlu.lib.querysets import ConfidentialQuerySet


def of_no_unit_with(capability: Capability) -> Q:
    """Rows without a region, or of one in which nobody is left who may do this: administrators must."""
    roles = roles_with(capability)
    somebody = User.objects.active().in_role(*roles).filter(organisation__region=OuterRef("region"))
    return Q(region__isnull=True) | Q(~Exists(somebody))


class HeldBatchQuerySet(ConfidentialQuerySet["HeldBatch"]):
    def visible_to(self, user: User) -> Self:
        """Those of the unit a manager answers for. Those of no unit, or of one without a manager, for administrators:
        they name nobody."""
        if not user.may(Capability.RELEASE_MESSAGES):
            return self.none()
        if user.may(Capability.SEE_UNIT_CASES):
            return self.filter(region=user.region_code) if user.region_code else self.none()
        return self.filter(of_no_unit_with(Capability.RELEASE_MESSAGES))

    def waiting(self) -> Self:
        return self.filter(decision="")


class HeldBatch(models.Model):
    """`origin` is the job or change that made the messages; `messages` how many there were. The rows themselves are in
    the outbox. Decided once: released, discarded, or released after a sample of it was looked at."""

    origin = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    messages_held = models.PositiveIntegerField()
    held_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=BatchDecision, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = HeldBatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held batches"
        ordering = ["-held_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="batch_is_decided_by_somebody",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="batch_is_discarded_for_a_reason", condition=~Q(decision="discarded") | ~Q(reason="")
            ),
            models.CheckConstraint(name="batch_holds_something", condition=Q(messages_held__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.messages_held} messages of {self.origin}"
