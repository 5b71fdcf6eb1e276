"""Court results: the files and calls they came in, each row as it was received, and what became of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value

from accounts.enums import Capability
from accounts.models import Organisation, PoliceForce, Region, User
from cases.enums import Verdict
from cases.models import Case, Court, Offence, Offender
from victims.enums import HoldReason, ImportState, ResultDecision, ResultSource, ResultState
from victims.models.enrolment import Enrolment
from victims.models.referral_requests import ReferralRequest
from vlu.lib.querysets import ConfidentialQuerySet


class CourtResultFileQuerySet(ConfidentialQuerySet["CourtResultFile"]):
    def visible_to(self, user: User) -> Self:
        """People of the unit that brought it. What the command line brought belongs to no unit's list."""
        if user.may(Capability.RUN_INTAKE):
            return self.filter(organisation=user.organisation_id)
        return self.none()


class CourtResultFile(models.Model):
    """One file, or one call of another system. The life of a file from the page: checked; confirmed by a person;
    written slice by slice, each slice whole or not at all; done. `rows_done` is how far the writing is: a run that was
    killed goes on from its rows, since a row that is held already changes nothing.

    `rows` is created + unchanged + held + the rows that have an error.
    """

    key = models.UUIDField(unique=True)
    source = models.CharField(max_length=10, choices=ResultSource)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHECKING)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CourtResultFileQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "source", "file_sha256"],
                nulls_distinct=False,
                name="court_result_file_once_for_a_unit",
            ),
            models.CheckConstraint(
                name="court_result_file_of_a_unit_has_a_person",
                condition=Q(organisation__isnull=True) | Q(started_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"

    @property
    def reference(self) -> str:
        """What the audit trail calls it: the start of the file's digest."""
        return self.file_sha256[:16]


class CourtResultQuerySet(ConfidentialQuerySet["CourtResult"]):
    def visible_to(self, user: User) -> Self:
        """The unit of the region the court sits in; where no region is known, the unit that brought it. Not those on a
        case with somebody restricted whom the person may not see."""
        if user.may(Capability.RUN_INTAKE) and user.region_code:
            walled = Enrolment.objects.filter(case=OuterRef("case"), restricted=True)
            closed_to_them = walled.exclude(pk__in=Enrolment.objects.open_to(user).order_by())
            ours = Q(region=user.region_code) | Q(region__isnull=True, file__organisation=user.organisation_id)
            return self.filter(ours, ~Exists(closed_to_them))
        return self.none()

    def held(self) -> Self:
        return self.filter(state=ResultState.HELD)


class CourtResult(models.Model):
    """One row, kept exactly as received (`raw`). `result_id` is the sender's; the same one with other content is a
    version of its own. `corrections` are cells a person set right; the row as received stays.

    Its lists are read by region and by case, so the other foreign keys have no index (decision 0016).

    The life of a result: acted on at once, or held for the reasons in `held_for` until a person decides. `settled` are
    the doubts a person has settled; while another one holds it, `offender` is whom they chose, None for somebody new.
    """

    reference = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey(CourtResultFile, on_delete=models.PROTECT, related_name="results")
    row_number = models.PositiveIntegerField()
    result_id = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    raw = models.JSONField()
    corrections = models.JSONField(default=dict, blank=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    court = models.ForeignKey(Court, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    force = models.ForeignKey(
        PoliceForce, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=ResultState)
    held_for = models.JSONField(default=list, blank=True)
    settled = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    notes = models.JSONField(default=list, blank=True)
    verdict = models.CharField(max_length=32, choices=Verdict, blank=True)
    verdict_rule = models.CharField(max_length=40, blank=True)
    verdict_reasons = models.JSONField(default=list, blank=True)
    offender = models.ForeignKey(
        Offender, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="court_results")
    offence = models.ForeignKey(
        Offence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    request = models.ForeignKey(
        ReferralRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="court_results"
    )
    received_at = models.DateTimeField()
    decision = models.CharField(max_length=12, choices=ResultDecision, blank=True)
    decision_note = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CourtResultQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["result_id", "version"], name="court_result_version_once"),
            models.UniqueConstraint(fields=["result_id", "content_hash"], name="court_result_content_once"),
            models.CheckConstraint(name="court_result_state_is_known", condition=Q(state__in=ResultState.values)),
            models.CheckConstraint(
                name="court_result_is_held_for_a_reason", condition=~Q(state="held") | ~Q(held_for=[])
            ),
            models.CheckConstraint(
                name="court_result_acted_on_has_its_case",
                condition=~Q(state__in=["opened", "joined", "changed"])
                | Q(case__isnull=False, offence__isnull=False, offender__isnull=False),
            ),
            models.CheckConstraint(
                name="court_result_is_decided_by_somebody",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="court_result_is_set_aside_by_a_decision",
                condition=~Q(state="set_aside") | (Q(decision="set_aside") & ~Q(decision_note="")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # The list of a unit, by what became of it.
            models.Index(F("region"), F("state"), F("id").desc(), name="court_result_of_a_region"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def cells(self) -> dict[str, str]:
        """The row as it is worked: as received, with what a person set right."""
        return {**self.raw, **self.corrections}

    @property
    def hold_reasons(self) -> list[HoldReason]:
        return [HoldReason(reason) for reason in self.held_for]


class CourtResultCall(models.Model):
    """What was answered to another system, kept by the key it gave: the same call again gets the same answer."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "key"], name="court_result_call_once"),
            models.CheckConstraint(name="court_result_call_has_a_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
