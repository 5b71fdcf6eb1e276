"""A historic caseload file somebody gave us: what it was, what was found in it, and what became of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from accounts.enums import Capability
from accounts.models import Organisation, User
from victims.enums import ImportState
from vlu.lib.querysets import ConfidentialQuerySet


class CaseloadImportQuerySet(ConfidentialQuerySet["CaseloadImport"]):
    def visible_to(self, user: User) -> Self:
        """People of the unit it was started in, wherever who started it works now."""
        if user.may(Capability.RUN_INTAKE):
            return self.filter(organisation=user.organisation_id)
        return self.none()


class CaseloadImport(models.Model):
    """Checking finds every fault; a person confirms; then all rows are written or none. The bytes are dropped after."""

    key = models.UUIDField(unique=True)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHECKING)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CaseloadImportQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-started_at"], name="import_by_time")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"

    @property
    def reference(self) -> str:
        """What the audit trail calls it: the start of the file's digest, the same by page and by command."""
        return self.file_sha256[:16]
