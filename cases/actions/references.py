"""Give out the next reference of a region and year."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Region
from cases.models import Case, ReferenceCounter
from vlu.lib import clock
from vlu.lib.references import case_reference


@transaction.atomic
def next_case_reference(region: Region) -> str:
    """For example KSS-26-0412. Numbers an import already used are passed over; the counter row is locked meanwhile."""
    year = clock.today().year
    ReferenceCounter.objects.get_or_create(prefix=region.reference_prefix, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=region.reference_prefix, year=year)
    while True:
        counter.last += 1
        reference = case_reference(region.reference_prefix, year, counter.last)
        if not Case.objects.filter(reference=reference).exists():
            counter.save(update_fields=["last"])
            return reference
