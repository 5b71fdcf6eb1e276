"""Which record stands for a person after merges."""

from __future__ import annotations

from collections.abc import Iterable

from cases.models import Offender


def standing_offender(offender: Offender) -> Offender:
    """The record that was kept in the end; the same one when it was never merged."""
    while offender.merged_into is not None:
        offender = offender.merged_into
    return offender


def standing_offenders(keys: Iterable[int]) -> dict[int, int]:
    """For each offender's key the key of the record that stands for them."""
    stands = {key: key for key in keys}
    while step := dict(
        Offender.objects.filter(pk__in=set(stands.values()), merged_into__isnull=False).values_list("pk", "merged_into")
    ):
        stands = {key: step.get(now) or now for key, now in stands.items()}
    return stands


def records_of(offenders: Iterable[int]) -> set[int]:
    """Keys of these records and of all that were merged into them, at any remove."""
    found = latest = set(offenders)
    while latest := set(Offender.objects.filter(merged_into__in=latest).values_list("pk", flat=True)) - found:
        found = found | latest
    return found


def lock_offender(key: int) -> Offender:
    """The record that stands for this offender, locked against merges and new cases until the transaction ends."""
    while True:
        offender = Offender.objects.select_for_update(no_key=True).get(pk=key)
        if offender.merged_into_id is None:
            return offender
        key = offender.merged_into_id
