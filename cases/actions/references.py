"""Give out the next references of a region and year."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Region
from cases.models import Case, ReferenceCounter
from vlu.lib import clock
from vlu.lib.references import case_reference


def next_case_reference(region: Region) -> str:
    """For example KSS-26-0412. Numbers an import already used are passed over; the counter row is locked meanwhile."""
    return next_case_references(region, 1)[0]


@transaction.atomic
def next_case_references(region: Region, count: int) -> list[str]:
    """That many in a row, less the numbers already used."""
    year = clock.today().year
    ReferenceCounter.objects.get_or_create(prefix=region.reference_prefix, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=region.reference_prefix, year=year)
    given: list[str] = []
    while len(given) < count:
        numbers = range(counter.last + 1, counter.last + 1 + count - len(given))
        counter.last = numbers[-1]
        wanted = [case_reference(region.reference_prefix, year, number) for number in numbers]
        used = set(Case.objects.filter(reference__in=wanted).values_list("reference", flat=True))
        given += [reference for reference in wanted if reference not in used]
    counter.save(update_fields=["last"])
    return given
