"""Compare each new record of a victim with the others of the same region, and keep what may be one person."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.models import Enrolment, Victim, VictimLikeness
from victims.queries.candidates import candidates_of_region, record_of
from vlu.lib import clock
from vlu.lib.sweep import Sweep

AT_A_TIME = 500
TOLD_APART = audit.verb("victim.told_apart", "decided that {other} is another person")


def compare_victims() -> Sweep:
    """Records not compared yet, at most 500 of them; `done` is how many likenesses are new. A record that fails holds
    up no other and is tried again. Safe to repeat, and at once."""
    waiting = Victim.objects.filter(compared_at__isnull=True, merged_into__isnull=True).order_by("pk")
    sweep = Sweep()
    for key in list(waiting.values_list("pk", flat=True)[:AT_A_TIME]):
        with sweep.skipping("comparing a victim's record", key):
            sweep.done += _compare(key)
    return sweep


@transaction.atomic
def _compare(key: int) -> int:
    victim = Victim.objects.select_for_update(skip_locked=True).filter(pk=key, compared_at__isnull=True).first()
    if victim is None:
        return 0
    found = 0
    for region in sorted(set(Enrolment.objects.filter(victim=victim).values_list("region_id", flat=True))):
        for candidate in candidates_of_region(record_of(victim), region, limit=11):
            if candidate.victim.pk == victim.pk:
                continue
            one, other = sorted((victim.pk, candidate.victim.pk))
            match = candidate.match
            facts = {"band": match.band, "score": match.score, "reasons": list(match.reasons)}
            _, new = VictimLikeness.objects.get_or_create(
                one_id=one, other_id=other, defaults={**facts, "found_at": clock.now()}
            )
            found += new
    victim.compared_at = clock.now()
    victim.save(update_fields=["compared_at"])
    return found


@transaction.atomic
def tell_victims_apart(*, likeness: VictimLikeness, reason: str, by: User) -> VictimLikeness:
    """They are two people: nobody is asked again. Doing it twice keeps the first answer."""
    locked = VictimLikeness.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=likeness.pk)
    if locked.told_apart_at is not None:
        return locked
    locked.told_apart_at, locked.told_apart_by, locked.told_apart_because = clock.now(), by, reason
    locked.full_clean()
    locked.save(update_fields=["told_apart_at", "told_apart_by", "told_apart_because"])
    audit.record(TOLD_APART, locked.one, by, other=locked.other.reference)
    audit.record(TOLD_APART, locked.other, by, other=locked.one.reference)
    return locked
