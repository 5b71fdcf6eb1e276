"""A victim on a case: the scheme they are offered, the facts its clocks are derived from, and who works it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Capability
from accounts.models import PoliceForce, Region, User
from cases.enums import Scheme, Verdict
from cases.models import Case, Offence
from victims.enums import DeadlineKind, EnrolmentStatus, UrgentReason, VictimCategory, VictimDecisionKind
from victims.models.people import Victim
from victims.models.referrals import Referral
from victims.models.restrictions import AccessGrant
from vlu.lib.querysets import ConfidentialQuerySet

# Answers after which nobody calls until there is a reason to offer contact again.
DORMANT = (VictimDecisionKind.DECLINED, VictimDecisionKind.NOT_NOW, VictimDecisionKind.COULD_NOT_TRACE)


class EnrolmentQuerySet(ConfidentialQuerySet["Enrolment"]):
    def visible_to(self, user: User) -> Self:
        """Staff of a victim liaison unit see the enrolments their region owns, and those another unit offers it while
        the offer is open; nobody else sees any. A restricted one is seen by those alone who were let in."""
        if user.may(Capability.SEE_UNIT_CASES) and user.region_code:
            offered = self.model._default_manager.filter(offers__answer="", offers__to_region=user.region_code)  # noqa: SLF001
            seen = Q(region=user.region_code) | Q(pk__in=offered.order_by().values("pk"))
            return self.filter(seen).open_to(user)
        return self.none()

    def owned_by_unit_of(self, user: User) -> Self:
        """What the unit works: of what somebody may see, those their own region owns. Only these may be changed."""
        if user.may(Capability.SEE_UNIT_CASES) and user.region_code:
            return self.filter(region=user.region_code).open_to(user)
        return self.none()

    def open_to(self, user: User) -> Self:
        """Not restricted, or restricted and this person was let in. Nothing of role or region."""
        let_in = AccessGrant.objects.open().filter(enrolment=OuterRef("pk"), person=user)
        return self.filter(Q(restricted=False) | Exists(let_in))

    def restricted_of(self, user: User) -> Self:
        """Those of a manager's region that are restricted: for their references, never for a name."""
        if user.may(Capability.RESTRICT_ACCESS) and user.region_code:
            return self.filter(restricted=True, region=user.region_code)
        return self.none()

    def open(self) -> Self:
        return self.filter(status=EnrolmentStatus.OPEN)

    def worked_by(self, officer: User) -> Self:
        return self.open().filter(officer=officer)

    def unallocated(self) -> Self:
        return self.open().filter(officer__isnull=True)

    def dormant(self) -> Self:
        """Open, and no contact is made unless it is offered again (decision 0019)."""
        return self.open().filter(wish__in=DORMANT)

    def urgent(self, today: date) -> Self:
        return self.filter(urgent_from__lte=today)

    def overdue(self, today: date) -> Self:
        return self.filter(next_due_on__lt=today)

    def due_between(self, first: date, last: date) -> Self:
        return self.filter(next_due_on__range=(first, last))


class Enrolment(models.Model):
    """The life of an enrolment: open and unallocated from the moment it is received; open with an officer once a
    manager allocates it (one open Allocation row); closed, with a reason, at the end. It always has one owning region,
    `region`, which changes only when another unit accepts an offer. `home_region` is where the person lives, if known.

    `restricted` is a hint: true while a flag stands on the victim that its region has not cleared
    (victims.models.BothSides). `duplicate_of` is the enrolment that goes on when two records of one person were on the
    same case.

    `offences` are all that concern this person; `offence` is the one among them that decides the verdict.

    `harmed_name` is the person harmed or who died, where `victim` is a relative, a carer or acts for them; `relation`
    is what they are to that person. `entry` is the person's key in the content of the referral.

    A youth offending team says when the court informed it (`court_informed_on`), when it told the person
    (`told_of_scheme_on`) and when the time to opt out ended (`opt_out_ended_on`); from others all three are empty.

    `referred_on`, `first_contact_on` and the case's sentence date are facts. `officer`, `next_*`, `urgent_*` and
    `wish` (what they decided) are hints kept in the same transaction as the facts so that lists can be read by index.
    So are `counts_from`, the day a suspended or community sentence became custody, from which clocks and figures count
    (victims.queries.facts), and `contact_counted_on`, the first contact since then; both are empty for all others.
    """

    reference = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enrolments")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="enrolments")
    category = models.CharField(max_length=16, choices=VictimCategory)
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    offences = models.ManyToManyField(Offence, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="enrolments")
    home_region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reporting_area = models.CharField(max_length=80, blank=True)
    force = models.ForeignKey(PoliceForce, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments")
    entry = models.CharField(max_length=8, blank=True)
    relation = models.CharField(max_length=120, blank=True)
    harmed_name = models.CharField(max_length=200, blank=True)
    harmed_born_on = models.DateField(null=True, blank=True)
    authority_basis = models.CharField(max_length=200, blank=True)
    capacity_note = models.CharField(max_length=500, blank=True)
    court_informed_on = models.DateField(null=True, blank=True)
    told_of_scheme_on = models.DateField(null=True, blank=True)
    opt_out_ended_on = models.DateField(null=True, blank=True)

    scheme = models.CharField(max_length=14, choices=Scheme)
    verdict = models.CharField(max_length=32, choices=Verdict)
    verdict_rule = models.CharField(max_length=40)
    verdict_reasons = models.JSONField(default=list, blank=True)
    recorded_scheme = models.CharField(max_length=14, choices=Scheme, blank=True)
    warnings = models.JSONField(default=list, blank=True)

    sentenced_on = models.DateField()
    referred_on = models.DateField(null=True, blank=True)
    first_contact_on = models.DateField(null=True, blank=True)
    counts_from = models.DateField(null=True, blank=True)
    contact_counted_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=EnrolmentStatus, default=EnrolmentStatus.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=30, blank=True)
    restricted = models.BooleanField(default=False)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates")
    referrer_says_urgent = models.BooleanField(default=False)
    row_fingerprint = models.CharField(max_length=64, blank=True)

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    next_kind = models.CharField(max_length=16, choices=DeadlineKind, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    urgent_from = models.DateField(null=True, blank=True)
    urgent_reason = models.CharField(max_length=16, choices=UrgentReason, blank=True)
    wish = models.CharField(max_length=16, choices=VictimDecisionKind, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "victim"], name="victim_enrolled_once_on_a_case"),
            models.CheckConstraint(
                name="enrolment_is_closed_for_a_reason",
                condition=Q(status="open", closed_on__isnull=True, closed_because="")
                | (Q(status="closed", closed_on__isnull=False) & ~Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="enrolment_says_for_whom_they_stand",
                condition=~Q(category__in=["bereaved", "child", "representative"])
                | Q(referral__isnull=True)
                | ~Q(harmed_name=""),
            ),
            models.CheckConstraint(
                name="representative_acts_on_an_authority",
                condition=~Q(category="representative") | Q(referral__isnull=True) | ~Q(authority_basis=""),
            ),
            models.CheckConstraint(
                name="enrolment_youth_team_days_are_in_order",
                condition=(
                    Q(court_informed_on__isnull=True)
                    | Q(told_of_scheme_on__isnull=True)
                    | Q(told_of_scheme_on__gte=F("court_informed_on"))
                )
                & (
                    Q(told_of_scheme_on__isnull=True)
                    | Q(opt_out_ended_on__isnull=True)
                    | Q(opt_out_ended_on__gte=F("told_of_scheme_on"))
                )
                & (
                    Q(court_informed_on__isnull=True)
                    | Q(opt_out_ended_on__isnull=True)
                    | Q(opt_out_ended_on__gte=F("court_informed_on"))
                ),
            ),
            models.CheckConstraint(name="enrolment_scheme_is_known", condition=Q(scheme__in=Scheme.values)),
            models.CheckConstraint(
                name="enrolment_duplicate_is_closed",
                condition=Q(duplicate_of__isnull=True) | (Q(status="closed") & ~Q(duplicate_of=F("id"))),
            ),
            models.CheckConstraint(
                name="enrolment_counts_contact_from_its_day",
                condition=Q(contact_counted_on__isnull=True)
                | Q(counts_from__isnull=False, contact_counted_on__gte=F("counts_from")),
            ),
            models.CheckConstraint(
                name="enrolment_wish_is_known", condition=Q(wish__in=["", *VictimDecisionKind.values])
            ),
            models.CheckConstraint(
                name="enrolment_has_an_action_when_it_has_a_date",
                condition=Q(next_due_on__isnull=True, next_kind="") | (Q(next_due_on__isnull=False) & ~Q(next_kind="")),
            ),
            models.CheckConstraint(
                name="enrolment_is_urgent_for_a_reason",
                condition=Q(urgent_from__isnull=True, urgent_reason="")
                | (Q(urgent_from__isnull=False) & ~Q(urgent_reason="")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # A manager's list of restricted cases.
            models.Index(fields=["region"], condition=Q(restricted=True), name="enrolment_restricted"),
            # An officer's home page, in the order it is shown.
            models.Index(
                F("officer"),
                F("next_due_on").asc(nulls_last=True),
                F("id"),
                condition=Q(status="open"),
                name="enrolment_work_of_an_officer",
            ),
            # The allocation queue of a region.
            models.Index(
                F("region"),
                F("next_due_on").asc(nulls_last=True),
                F("id"),
                condition=Q(status="open", officer__isnull=True),
                name="enrolment_not_allocated",
            ),
            # The sweep that offers contact again before a date.
            models.Index(
                fields=["case"],
                condition=Q(status="open", wish__in=["declined", "not_now", "could_not_trace"]),
                name="enrolment_dormant",
            ),
            # Targets: every figure of a period from the index alone; the few that count from a later day by another.
            models.Index(
                fields=["sentenced_on", "scheme", "region"],
                include=[
                    *("force", "officer", "reporting_area", "offence"),
                    *("referred_on", "first_contact_on", "opt_out_ended_on"),
                ],
                condition=Q(duplicate_of__isnull=True, counts_from__isnull=True),
                name="enrolment_for_targets",
            ),
            models.Index(
                fields=["counts_from"], condition=Q(counts_from__isnull=False), name="enrolment_counted_later"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.status == EnrolmentStatus.OPEN

    @property
    def is_dormant(self) -> bool:
        return self.is_open and self.wish in DORMANT
