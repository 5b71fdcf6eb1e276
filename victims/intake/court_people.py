"""Who the defendants of some court results are: people we hold, new people, or a doubt for a person to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from victims.enums import HoldReason
from victims.intake.court_alike import those_alike
from victims.intake.court_incoming import Defendant, Incoming
from victims.intake.known_people import known_claims
from victims.intake.same_person import Claim, same_people

ClaimKey = tuple[str, str, date | None, tuple[tuple[str, str], ...]]


@dataclass
class _Group:
    """What one claim in these results says of a defendant, and the results that say it."""

    claim: Claim
    results: list[Incoming]


def settle_defendants(results: Sequence[Incoming]) -> None:
    """Give every result its defendant, or the doubt that stands against one. Nobody is ever merged."""
    groups = _groups([result for result in results if result.is_open and result.defendant is None])
    claims = [group.claim for group in groups]
    known = known_claims(claims)
    people, doubts = same_people([*known, *claims])
    why = {doubt.row: doubt.message for doubt in doubts}
    defendants: dict[int, Defendant] = {}
    for claim, person in zip(known, people, strict=False):
        defendants.setdefault(person, Defendant(claim.known_id, is_new=False))
    fresh: list[_Group] = []
    for group, person in zip(groups, people[len(known) :], strict=True):
        if group.claim.row in why:
            _hold(group, HoldReason.PERSON_DOUBT, why[group.claim.row])
            continue
        if person not in defendants:
            fresh.append(group)
        defendant = defendants.setdefault(person, Defendant())
        defendant.results += group.results
        for result in group.results:
            result.defendant = defendant
    _hold_those_alike(fresh)
    _hold_those_at_odds(results)


def _groups(results: Sequence[Incoming]) -> list[_Group]:
    groups: dict[ClaimKey, _Group] = {}
    for result in results:
        row = result.row
        key = (row.defendant_first_names, row.defendant_last_name, row.defendant_date_of_birth, result.numbers)
        if key not in groups:
            groups[key] = _Group(Claim(row.row, *key), [])
        groups[key].results.append(result)
    return list(groups.values())


def _hold(group: _Group, reason: HoldReason, sentence: str) -> None:
    for result in group.results:
        result.doubt(reason, sentence)
        if not result.is_open:
            _leave(result)


def _leave(result: Incoming) -> None:
    if result.defendant is not None and result in result.defendant.results:
        result.defendant.results.remove(result)
    result.defendant = None


def _hold_those_at_odds(results: Sequence[Incoming]) -> None:
    """The sender calls somebody one defendant of one hearing, and we would take them for two people."""
    first: dict[tuple[str, str], Incoming] = {}
    for result in results:
        if result.defendant is None or not result.is_open:
            continue
        earlier = first.setdefault((result.row.hearing_id, result.row.defendant_id), result)
        if earlier.defendant is not result.defendant:
            result.doubt(
                HoldReason.PERSON_ALIKE,
                "The sender says that this is the defendant of an earlier row, whose name or date of birth is another.",
            )
            if not result.is_open:
                _leave(result)


def _hold_those_alike(fresh: Sequence[_Group]) -> None:
    """New people who are much like somebody we hold, or like somebody in an earlier row."""
    for number, sentence in those_alike([group.claim for group in fresh]).items():
        _hold(fresh[number], HoldReason.PERSON_ALIKE, sentence)
