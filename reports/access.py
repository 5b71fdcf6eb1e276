"""The door to the cases behind a figure."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest, Left, Lower

from accounts.access import require
from accounts.enums import Capability
from accounts.models import User
from cases.models import WorkingDay
from reports.enums import Grouping, OffenceGroup, Stage
from reports.figure import NOT_KNOWN, Figure
from reports.offence_groups import offence_groups
from victims.models import Enrolment
from victims.rules.clocks import AFTER_OPT_OUT

DATES_OF = {
    Stage.REFERRAL: ("counted_on", "counted_referral"),
    Stage.CONTACT: ("counted_referral", "counted_contact"),
    Stage.OVERALL: ("counted_on", "counted_contact"),
}

# A youth offending team's referral is counted from the end of the time to opt out, where it said that day (T25).
_REFERRAL_FROM = Case(
    When(
        opt_out_ended_on__isnull=False,
        scheme__in=list(AFTER_OPT_OUT),
        then=Greatest("opt_out_ended_on", Coalesce("counts_from", "opt_out_ended_on")),
    ),
    default=F("counted_on"),
)


def get_figure_cases(user: User, figure: Figure) -> QuerySet[Enrolment]:
    """The enrolments a figure counts, of those the reader's region owns. Raises NotAllowed for other roles."""
    require(user, Capability.SEE_TARGET_CASES)
    found: QuerySet[Enrolment] = (
        counted(Enrolment.objects.owned_by_unit_of(user), figure.first, figure.last)
        .filter(Q(scheme=figure.scheme) if figure.scheme else Q())
        .filter(_in_group(figure))
        .select_related("case__offender", "officer")
    )
    if figure.offences:
        found = _of_offences(found, figure.offences)
    return _that_took(found, figure) if figure.stage else found


def counted(rows: QuerySet[Enrolment], first: date, last: date) -> QuerySet[Enrolment]:
    """Those that count in a period, with the three days a figure counts: reports.queries.stage_days in other words."""
    later, referred = Q(counts_from__isnull=False), Q(referred_on__isnull=False)
    return rows.filter(
        Q(counts_from__isnull=True, sentenced_on__range=(first, last)) | Q(counts_from__range=(first, last)),
        duplicate_of__isnull=True,
    ).annotate(
        counted_on=Coalesce("counts_from", "sentenced_on"),
        counted_referral=Case(
            When(later & referred, then=Greatest("referred_on", "counts_from")), default=F("referred_on")
        ),
        counted_contact=Case(When(later, then=F("contact_counted_on")), default=F("first_contact_on")),
    )


def _in_group(figure: Figure) -> Q:
    if figure.group is None:
        return Q()
    if figure.by == Grouping.REGION:
        return Q(reporting_area=figure.group) | Q(reporting_area="", region__name=figure.group)
    if figure.by == Grouping.WCU:
        return Q(force__isnull=True) if figure.group == NOT_KNOWN else Q(force__name=figure.group)
    return Q(officer__isnull=True) if figure.group == NOT_KNOWN else Q(officer__email=figure.group)


def _that_took(found: QuerySet[Enrolment], figure: Figure) -> QuerySet[Enrolment]:
    """Signed working days of the stage, as Table 4 counts them."""
    assert figure.stage is not None
    start, end = DATES_OF[figure.stage]
    if figure.stage == Stage.REFERRAL:
        found, start = found.annotate(referral_from=_REFERRAL_FROM), "referral_from"
    found = found.annotate(days=_ordinal(end) - _ordinal(start)).filter(days__isnull=False)
    if figure.at_least is not None:
        found = found.filter(days__gte=figure.at_least)
    if figure.at_most is not None:
        found = found.filter(days__lte=figure.at_most)
    return found


def _ordinal(column: str) -> Subquery:
    return Subquery(WorkingDay.objects.filter(day=OuterRef(column)).values("ordinal"))


def _of_offences(found: QuerySet[Enrolment], wanted: OffenceGroup) -> QuerySet[Enrolment]:
    """The rule of reports.offence_groups, as a filter."""
    groups = offence_groups()
    labels = [label for label, group in groups.of_label.items() if group == wanted]
    codes = [code for code, group in groups.of_code.items() if group == wanted]
    by_code = Q(offence_code__in=codes)
    if wanted == OffenceGroup.OTHER:
        by_code |= ~Q(offence_code__in=list(groups.of_code))
    not_by_label = ~Q(offence_label__in=list(groups.of_label))
    return found.annotate(offence_label=Lower(F("offence__label")), offence_code=Left(F("offence__code"), 7)).filter(
        Q(offence_label__in=labels) | (not_by_label & by_code)
    )
