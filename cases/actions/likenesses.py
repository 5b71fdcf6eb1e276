"""Compare each new record of an offender with the others, and keep what may be one person for somebody to decide."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.models import Offender, OffenderLikeness
from cases.queries.candidates import offenders_alike_anywhere, record_of
from vlu.lib import clock
from vlu.lib.sweep import Sweep

AT_A_TIME = 500
TOLD_APART = audit.verb("offender.told_apart", "decided that {other} is another person")


def compare_offenders() -> Sweep:
    """Records not compared yet, at most 500 of them; `done` is how many likenesses are new. A record that fails holds
    up no other and is tried again. Safe to repeat, and at once."""
    waiting = Offender.objects.filter(compared_at__isnull=True, merged_into__isnull=True).order_by("pk")
    sweep = Sweep()
    for key in list(waiting.values_list("pk", flat=True)[:AT_A_TIME]):
        with sweep.skipping("comparing a offender's record", key):
            sweep.done += _compare(key)
    return sweep


@transaction.atomic
def _compare(key: int) -> int:
    offender = (
        Offender.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=key, compared_at__isnull=True)
        .first()
    )
    if offender is None:
        return 0
    found = 0
    for candidate in offenders_alike_anywhere(record_of(offender), limit=11):
        if candidate.offender.pk == offender.pk or candidate.offender.merged_into_id is not None:
            continue
        one, other = sorted((offender.pk, candidate.offender.pk))
        _, new = OffenderLikeness.objects.get_or_create(
            one_id=one,
            other_id=other,
            defaults={
                "band": candidate.match.band,
                "score": candidate.match.score,
                "reasons": list(candidate.match.reasons),
                "found_at": clock.now(),
            },
        )
        found += new
    offender.compared_at = clock.now()
    offender.save(update_fields=["compared_at"])
    return found


@transaction.atomic
def tell_offenders_apart(*, likeness: OffenderLikeness, reason: str, by: User) -> OffenderLikeness:
    """They are two people: nobody is asked again. Doing it twice keeps the first answer."""
    locked = OffenderLikeness.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=likeness.pk)
    if locked.told_apart_at is not None:
        return locked
    locked.told_apart_at, locked.told_apart_by, locked.told_apart_because = clock.now(), by, reason
    locked.full_clean()
    locked.save(update_fields=["told_apart_at", "told_apart_by", "told_apart_because"])
    audit.record(TOLD_APART, locked.one, by, other=locked.other.reference)
    audit.record(TOLD_APART, locked.other, by, other=locked.one.reference)
    return locked
