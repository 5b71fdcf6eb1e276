"""What a witness care unit sent, exactly as received, and the draft it was written in."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import Capability, Role
from accounts.models import Organisation, User
from accounts.roles import fits
from vlu.lib.querysets import ConfidentialQuerySet


class ReferralDraft(models.Model):
    """A referral being written. Kept in the database, never in the session; removed when it is sent."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="referral_drafts")
    key = models.UUIDField(unique=True)
    content = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"Draft {self.key}"

    @property
    def reference(self) -> str:
        """What the audit trail calls it: enough of the key to tell drafts apart."""
        return str(self.key)[:8]


class ReferralQuerySet(ConfidentialQuerySet["Referral"]):
    def visible_to(self, user: User) -> Self:
        """Of a witness care unit: the referrals of the force. Of youth offending teams: those of the office."""
        if not user.may(Capability.REFER_VICTIM) or not fits(Role(user.role), user.organisation.kind):
            return self.none()
        if user.organisation.force_id:
            return self.filter(organisation__force=user.organisation.force_id)
        return self.filter(organisation=user.organisation_id)


class Referral(models.Model):
    """Received once, never changed: `content` is what was sent, word for word. The officer is the one in the case."""

    reference = models.CharField(max_length=40, unique=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="referrals")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    content = models.JSONField()
    officer_name = models.CharField(max_length=120, blank=True)
    officer_contact = models.CharField(max_length=200, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="contact_of_an_officer_names_them", condition=Q(officer_contact="") | ~Q(officer_name="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-received_at"], name="referral_of_a_unit"),  # my referrals
        ]

    def __str__(self) -> str:
        return self.reference
