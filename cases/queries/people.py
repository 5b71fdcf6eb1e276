"""Offenders as somebody may see them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Upper

from accounts.enums import Capability
from accounts.models import User
from cases.enums import CaseStatus
from cases.models import Case, Offender


def offenders_managed_by(user: User) -> QuerySet[Offender]:
    """Offenders whose open supervision is this person's. Nobody else's, whatever the role."""
    if not user.may(Capability.LOG_EVENT):
        return Offender.objects.none()
    return Offender.objects.filter(
        supervisions__officer=user, supervisions__until__isnull=True, merged_into__isnull=True
    )


def open_cases_of(offender: Offender) -> QuerySet[Case]:
    return Case.objects.filter(offender=offender, status=CaseStatus.OPEN).order_by("-sentenced_on")


def offenders_named(first_names: str, last_name: str, date_of_birth: date) -> QuerySet[Offender]:
    """Exactly these names, in any case, and this date of birth."""
    return Offender.objects.annotate(first_upper=Upper("first_names"), last_upper=Upper("last_name")).filter(
        date_of_birth=date_of_birth, first_upper=first_names.strip().upper(), last_upper=last_name.strip().upper()
    )
