"""A referral that should have come and has not: who is asked for it, whom it concerns, and what became of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Capability, Role
from accounts.models import Organisation, User
from accounts.roles import fits
from cases.enums import Scheme, Verdict
from cases.models import Case, Offence
from victims.enums import RequestAnswer, RequestSource
from victims.models.enrolment import Enrolment
from victims.models.referrals import Referral
from vlu.lib.person import short_name
from vlu.lib.querysets import ConfidentialQuerySet


class ReferralRequestQuerySet(ConfidentialQuerySet["ReferralRequest"]):
    def visible_to(self, user: User) -> Self:
        """The unit that asks, by its region, but for cases with somebody restricted whom the person may not see; those
        who are asked, by their office. Nobody else."""
        if user.may(Capability.CHASE_REFERRALS) and user.region_code:
            walled = Enrolment.objects.filter(case=OuterRef("case"), restricted=True)
            closed_to_them = walled.exclude(pk__in=Enrolment.objects.open_to(user).order_by())
            return self.filter(Q(case__region=user.region_code), ~Exists(closed_to_them))
        if user.may(Capability.ANSWER_REQUESTS) and fits(Role(user.role), user.organisation.kind):
            return self.filter(organisation=user.organisation_id)
        return self.none()

    def opening_the_case_to(self, user: User) -> Self:
        """Those through which the person may open the case itself: while one stands, or nobody on the case belongs to
        another unit. What was asked once does not keep a case open that was handed over since."""
        of_others = Enrolment.objects.filter(case=OuterRef("case")).exclude(region=user.region_code)
        return self.visible_to(user).filter(Q(answer="") | ~Exists(of_others))

    def standing(self) -> Self:
        """Not answered yet."""
        return self.filter(answer="")

    def asked_for(self) -> Self:
        """Standing, and not paused: by the verdict in force somebody would be entitled."""
        return self.standing().exclude(verdict=Verdict.NOT_ELIGIBLE)

    def on_page(self) -> Self:
        """With everything a page says of a request."""
        rows = self.select_related(
            "case__offender", "case__conviction__court", "organisation", "answered_by", "referral"
        )
        return rows.prefetch_related("offences__offence_type", "prompts")


class ReferralRequest(models.Model):
    """The life of a request: standing from the day the case is found; answered once, by a referral that arrives, by the
    office asked, or by the unit that withdraws it. One for each person concerned on a case.

    Once an office says that the case is not theirs, or the unit takes the request back, another may be asked instead.

    `concerning` is the name a court result gave, empty when it named nobody. `due_on` is the last day of the limit for
    the referral (T05, T12, or T25 from `opt_out_ended_on`, known of youth offending teams alone), derived when the
    request was opened. `answered_through` is the inbox whose signed link was used, where nobody was signed in.
    """

    reference = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referral_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="referral_requests")
    offences = models.ManyToManyField(Offence, related_name="+")
    concerning = models.CharField(max_length=200, blank=True)
    scheme = models.CharField(max_length=14, choices=Scheme)
    verdict = models.CharField(max_length=32, choices=Verdict)
    verdict_rule = models.CharField(max_length=40)
    verdict_reasons = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=14, choices=RequestSource)
    found_on = models.DateField()
    due_on = models.DateField()
    opt_out_ended_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=16, choices=RequestAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_note = models.CharField(max_length=500, blank=True)
    answered_through = models.EmailField(blank=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")

    objects = ReferralRequestQuerySet.as_manager()

    class Meta:
        ordering = ["found_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "concerning"],
                condition=~Q(answer__in=["wrong_case", "withdrawn"]),
                name="one_request_for_a_person_on_a_case",
            ),
            models.CheckConstraint(name="request_answer_is_known", condition=Q(answer__in=["", *RequestAnswer.values])),
            models.CheckConstraint(
                name="request_is_answered_on_a_day",
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="request_with_a_referral_is_referred", condition=Q(referral__isnull=True) | Q(answer="referred")
            ),
            # "Referred" without a referral that is here would end the chase while nothing has come.
            models.CheckConstraint(
                name="referred_request_has_its_referral", condition=~Q(answer="referred") | Q(referral__isnull=False)
            ),
            models.CheckConstraint(
                name="request_is_found_after_the_time_to_opt_out",
                condition=Q(opt_out_ended_on__isnull=True) | Q(opt_out_ended_on__lte=F("found_on")),
            ),
            models.CheckConstraint(
                name="request_is_answered_after_it_is_found",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("found_on")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # What an office still has to answer, and the sweep of prompts.
            models.Index(
                fields=["organisation", "found_on"], condition=Q(answer=""), name="request_standing_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_paused(self) -> bool:
        """The facts changed since, and by the verdict in force nobody would be entitled: the office is not asked until
        the verdict changes back, and a person decides whether the request is taken back (decision 0017)."""
        return not self.answer and self.verdict == Verdict.NOT_ELIGIBLE

    @property
    def person_short(self) -> str:
        """For lists: first name and initial, as the court wrote them; words where it named nobody."""
        first, _, rest = self.concerning.partition(" ")
        return short_name(first, rest.split()[-1]) if rest else self.concerning or "Not named"
