"""The same person on the two sides of a case: who they are, and who works the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accounts.models import User
from cases.models import Offender, OffenderAlias
from cases.queries.merged import records_of, standing_offenders
from cases.rules.exact_names import Key, names_key
from victims.models import BothSides, Enrolment, Victim

Pair = tuple[int, int]  # keys of a victim and of an offender


def pairs_of_victims(victims: Iterable[int]) -> set[Pair]:
    """Each of these victims with every offender of exactly the same names, an alias included, and date of birth."""
    wanted = dict(_named_victims(Victim.objects.filter(pk__in=list(victims))))
    offenders = _offenders_born({mark[-1] for mark in wanted.values()})
    return _met(wanted.items(), offenders)


def pairs_of_offenders(offenders: Iterable[int]) -> set[Pair]:
    """The same from the other side."""
    wanted = list(_named_offenders(records_of(offenders)))
    births = {mark[-1] for _, mark in wanted}
    return _met(_named_victims(Victim.objects.filter(date_of_birth__in=births)), wanted)


def _met(victims: Iterable[tuple[int, Key]], offenders: Iterable[tuple[int, Key]]) -> set[Pair]:
    named: dict[Key, set[int]] = {}
    for key, mark in offenders:
        named.setdefault(mark, set()).add(key)
    found = {(victim, offender) for victim, mark in victims for offender in named.get(mark, ())}
    stands = standing_offenders({offender for _, offender in found})
    stays = _standing_victims({victim for victim, _ in found})
    return {(stays[victim], stands[offender]) for victim, offender in found}


def _named_victims(victims: Iterable[Victim]) -> Iterator[tuple[int, Key]]:
    for victim in victims:
        if victim.date_of_birth:
            names = names_key(victim.first_names, victim.last_name)
            yield victim.pk, (*names, victim.date_of_birth.isoformat())


def _offenders_born(births: set[str]) -> list[tuple[int, Key]]:
    keys = Offender.objects.filter(date_of_birth__in=births).values_list("pk", flat=True)
    return list(_named_offenders(set(keys)))


def _named_offenders(keys: set[int]) -> Iterator[tuple[int, Key]]:
    """Under each of their names with the date of birth of the record."""
    own = Offender.objects.filter(pk__in=keys, date_of_birth__isnull=False)
    for pk, first, last, born in own.values_list("pk", "first_names", "last_name", "date_of_birth"):
        yield pk, (*names_key(first, last), f"{born}")
    other = OffenderAlias.objects.filter(offender__in=keys, offender__date_of_birth__isnull=False)
    for pk, first, last, born in other.values_list(
        "offender_id", "first_names", "last_name", "offender__date_of_birth"
    ):
        yield pk, (*names_key(first, last), f"{born}")


def _standing_victims(keys: set[int]) -> dict[int, int]:
    stays = {key: key for key in keys}
    while step := dict(
        Victim.objects.filter(pk__in=set(stays.values()), merged_into__isnull=False).values_list("pk", "merged_into")
    ):
        stays = {key: step.get(now) or now for key, now in stays.items()}
    return stays


def victim_records_of(victims: Iterable[int]) -> set[int]:
    """Keys of these records and of all that were merged into them: a closed duplicate stays with its own record."""
    found = latest = set(victims)
    while latest := set(Victim.objects.filter(merged_into__in=latest).values_list("pk", flat=True)) - found:
        found = found | latest
    return found


def held_pairs(pairs: Iterable[Pair]) -> set[Pair]:
    """Pairs that were flagged before, whether the flag stands or a manager cleared it."""
    victims = {victim for victim, _ in pairs}
    rows = BothSides.objects.filter(victim__in=victims, offender__isnull=False).values_list("victim_id", "offender_id")
    stands = standing_offenders({offender for _, offender in rows if offender})
    return {(victim, stands[offender]) for victim, offender in rows if offender}


def flagged(victims: Iterable[int]) -> set[int]:
    """Those of the victims on whom a flag stands."""
    return set(BothSides.objects.standing().filter(victim__in=list(victims)).values_list("victim_id", flat=True))


def regions_cleared(victim: int) -> set[str]:
    """Regions whose managers cleared every flag that stands on the victim."""
    flags = BothSides.objects.standing().filter(victim=victim).prefetch_related("clearances")
    cleared = [{row.region_id for row in flag.clearances.all() if row.withdrawn_at is None} for flag in flags]
    return set.intersection(*cleared) if cleared else set()


def works_the_other_side(enrolment: Enrolment, person: User) -> bool:
    """Whether this person works, or may open, what stands on the other side of the wall from this enrolment: a case of
    the victim as offender; or, where the offender of this case is a victim elsewhere, an enrolment of theirs."""
    flags = BothSides.objects.standing().filter(victim=enrolment.victim_id, offender__isnull=False)
    stands = standing_offenders(key for key in flags.values_list("offender_id", flat=True) if key)
    as_offender = records_of(stands.values())
    if Enrolment.objects.worked_by(person).filter(case__offender__in=as_offender).exists():
        return True
    as_victim = (
        BothSides.objects.standing().filter(offender__in=records_of([enrolment.case.offender_id])).values("victim")
    )
    theirs = Enrolment.objects.filter(victim__in=as_victim)
    return (
        theirs.open().filter(officer=person).exists()
        or theirs.filter(grants__person=person, grants__until__isnull=True).exists()
    )
