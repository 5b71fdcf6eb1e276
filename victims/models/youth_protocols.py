"""The protocol between a victim liaison unit and a youth offending team."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import Capability
from accounts.models import Organisation, User
from victims.enums import ProtocolStatus
from vlu.lib.querysets import ConfidentialQuerySet


class YouthProtocolQuerySet(ConfidentialQuerySet["YouthProtocol"]):
    def visible_to(self, user: User) -> Self:
        """Those who take in referrals, of the teams of their region."""
        if user.may(Capability.RUN_INTAKE) and user.region_code:
            return self.filter(team__region=user.region_code)
        return self.none()

    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)


class YouthProtocol(models.Model):
    """What was agreed with a team, as recorded on a day; a later record supersedes it and it stays.

    Required and often missing (HMIP 5.21); `joint_visits`: whether team and unit visit people together (HMIP 5.25).
    `contact` is whom the unit asks for at the team, and how: staff, never anybody harmed.
    """

    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="protocols")
    status = models.CharField(max_length=14, choices=ProtocolStatus)
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    joint_visits = models.BooleanField(default=False)
    contact = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = YouthProtocolQuerySet.as_manager()

    class Meta:
        ordering = ["team__name", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(superseded_at__isnull=True), name="one_current_protocol_of_a_team"
            ),
            models.CheckConstraint(name="protocol_status_is_known", condition=Q(status__in=ProtocolStatus.values)),
            models.CheckConstraint(
                name="agreed_protocol_has_its_days",
                condition=Q(status="agreed", agreed_on__isnull=False, review_on__isnull=False)
                | (~Q(status="agreed") & Q(agreed_on__isnull=True, review_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="protocol_is_reviewed_after_it_is_agreed",
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("agreed_on")),
            ),
            models.CheckConstraint(
                name="protocol_is_superseded_after_it_is_recorded",
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.status}"
