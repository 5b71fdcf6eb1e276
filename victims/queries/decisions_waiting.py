"""What waits for a manager: contact without a right to it, offers to those who said never, reviews, untold outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.models.organisations import in_force_on
from victims.enums import DeadlineKind
from victims.models import (
    Deadline,
    DiscretionaryCriterion,
    DiscretionaryDecision,
    EligibilityVerdict,
    Enrolment,
    Referral,
)
from victims.queries.allocation import urgent_first
from victims.queries.verdicts import waiting_verdicts
from victims.rules.clocks import DECISIONS
from victims.rules.discretion import TO_DECIDE, Outcome, outcome
from victims.rules.referral_shape import FIRST, PEOPLE, entries
from vlu.lib.errors import NotFound

SHOWN = 50
_STANDING = DiscretionaryDecision.objects.standing().filter(enrolment=OuterRef("pk"))
WAITS_FOR_A_DECISION = Q(verdict__in=TO_DECIDE) & ~Q(Exists(_STANDING))


@dataclass(frozen=True)
class WaitingNumbers:
    to_decide: int
    offers: int
    reviews: int
    outcomes: int
    verdicts: int

    @property
    def total(self) -> int:
        return self.to_decide + self.offers + self.reviews + self.outcomes + self.verdicts


def to_decide(user: User, today: date) -> QuerySet[Enrolment]:
    """Referred, without a right to a scheme and without a decision: urgent first, then the oldest referral."""
    return (
        Enrolment.objects.owned_by_unit_of(user)
        .open()
        .filter(WAITS_FOR_A_DECISION)
        .select_related("victim", "case__offender", "offence", "referral__organisation")
        .annotate(urgent_first=urgent_first(today))
        .order_by("urgent_first", F("referred_on").asc(nulls_last=True), "id")
    )


def behind_a_restriction(user: User) -> list[str]:
    """References of restricted cases that wait for a manager and that this one has not been let into."""
    asked = Deadline.objects.standing().filter(enrolment=OuterRef("pk"), kind__in=DECISIONS)
    put_to_them = EligibilityVerdict.objects.waiting().filter(enrolment=OuterRef("pk"))
    waits = WAITS_FOR_A_DECISION | Q(Exists(asked)) | Q(Exists(put_to_them))
    restricted = Enrolment.objects.restricted_of(user).open().filter(waits)
    let_in = Enrolment.objects.owned_by_unit_of(user).order_by().values("pk")
    return list(restricted.exclude(pk__in=let_in).order_by("reference").values_list("reference", flat=True)[:SHOWN])


def offers_to_decide(user: User) -> QuerySet[Deadline]:
    """Something happened, and the person said that they do not want to hear again."""
    return _clocks(user, DeadlineKind.DECIDE_OFFER).select_related("event")


def reviews_due(user: User, today: date) -> QuerySet[Deadline]:
    return _clocks(user, DeadlineKind.REVIEW).filter(due_on__lte=today)


def _clocks(user: User, kind: DeadlineKind) -> QuerySet[Deadline]:
    enrolments = Enrolment.objects.owned_by_unit_of(user).open().order_by()
    clocks = Deadline.objects.standing().filter(kind=kind, enrolment__in=enrolments)
    return clocks.select_related("enrolment__victim", "enrolment__case__offender").order_by("due_on", "id")


def outcomes_to_tell(user: User) -> QuerySet[DiscretionaryDecision]:
    """Decisions the referrer does not know of, and those not granted whose case is still open."""
    enrolments = Enrolment.objects.owned_by_unit_of(user).open().order_by()
    decisions = DiscretionaryDecision.objects.standing().filter(enrolment__in=enrolments)
    waiting = decisions.filter(Q(told_on__isnull=True) | Q(granted=False))
    return waiting.select_related("enrolment__victim", "enrolment__referral__organisation").order_by("decided_on", "id")


def waiting_numbers(user: User, today: date) -> WaitingNumbers:
    return WaitingNumbers(
        to_decide=to_decide(user, today).count(),
        offers=offers_to_decide(user).count(),
        reviews=reviews_due(user, today).count(),
        outcomes=outcomes_to_tell(user).count(),
        verdicts=waiting_verdicts(user).count(),
    )


def decisions_about(enrolment: Enrolment) -> list[DiscretionaryDecision]:
    """Every decision, the standing one first."""
    rows = DiscretionaryDecision.objects.filter(enrolment=enrolment)
    return list(rows.select_related("criterion", "decided_by", "told_recorded_by"))


def standing_decision(enrolment: Enrolment) -> DiscretionaryDecision:
    """Raises NotFound when nothing was decided."""
    found = DiscretionaryDecision.objects.standing().filter(enrolment=enrolment).first()
    if found is None:
        raise NotFound
    return found


def offer_to_decide(enrolment: Enrolment) -> Deadline:
    """The oldest question about offering contact again. Raises NotFound when none is asked."""
    waiting = Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.DECIDE_OFFER)
    found = waiting.select_related("event").order_by("due_on", "id").first()
    if found is None:
        raise NotFound
    return found


def criteria(today: date) -> list[DiscretionaryCriterion]:
    return list(DiscretionaryCriterion.objects.filter(in_force_on(today)))


@dataclass(frozen=True)
class ToldOutcome:
    """What a referrer sees of a decision: the outcome in plain words, its day, and whether they said they read it.
    `name` is whom it is about, where the referral brought several people; as the referrer wrote it."""

    key: int
    outcome: Outcome
    decided_on: date
    is_read: bool
    name: str = ""


def outcomes_for_referrer(referral: Referral) -> list[ToldOutcome]:
    rows = DiscretionaryDecision.objects.standing().filter(enrolment__referral=referral).select_related("enrolment")
    referred = entries(referral.content, PEOPLE)
    people = {one["key"]: f"{one['first_names']} {one['last_name']}".strip() for one in referred}
    return [
        ToldOutcome(
            row.pk,
            outcome(granted=row.granted),
            row.decided_on,
            row.told_on is not None,
            people.get(row.enrolment.entry or FIRST, "") if len(people) > 1 else "",
        )
        for row in rows.order_by("enrolment", "id")
    ]


def referrals_with_news(user: User) -> list[Referral]:
    """Referrals of this person's unit about which something was decided that nobody there has read."""
    unread = DiscretionaryDecision.objects.standing().filter(enrolment__referral=OuterRef("pk"), told_on__isnull=True)
    return list(Referral.objects.visible_to(user).filter(Exists(unread)).order_by("received_at")[:SHOWN])
