"""Each person of the labelled pairs asked for among all thousand records: the other one is among the ten."""

from __future__ import annotations

from collections import Counter

import pytest

from cases.models import Offender, OffenderAlias, OffenderIdentifier
from cases.queries.candidates import offenders_alike_anywhere
from tests.cases.matching.labelled_pairs import PARTS, labelled_pairs

pytestmark = pytest.mark.django_db
RECALL = 0.98
MOST = 10
SHOWN_ON_AVERAGE = 3  # the own record, the other one, and on average at most one that a person looks at in vain


@pytest.fixture
def thousand() -> None:
    """Both records of every pair, each an offender of its own, known by the number of the pair and a letter."""
    records = {f"{letter}{pair.number}": getattr(pair, letter) for pair in labelled_pairs() for letter in "ab"}
    made = Offender.objects.bulk_create(
        Offender(reference=name, first_names=who.first_names, last_name=who.last_name, date_of_birth=who.date_of_birth)
        for name, who in records.items()
    )
    OffenderAlias.objects.bulk_create(
        OffenderAlias(offender=offender, first_names=first, last_name=last)
        for offender in made
        for first, last in records[offender.reference].aliases
    )
    OffenderIdentifier.objects.bulk_create(  # the first that brings a number has it; the database allows no second
        (
            OffenderIdentifier(offender=offender, scheme=scheme, raw=value, value=value)
            for offender in made
            for scheme, value in records[offender.reference].identifiers
        ),
        ignore_conflicts=True,
    )


@pytest.mark.usefixtures("thousand")
def test_the_other_record_is_among_the_ten_although_the_own_takes_a_place() -> None:
    missed: dict[str, list[str]] = {part: [] for part in PARTS}
    asked, shown = Counter[str](), 0
    for pair in (pair for pair in labelled_pairs() if pair.is_one_person):
        for record, other in ((pair.a, f"b{pair.number}"), (pair.b, f"a{pair.number}")):
            found = [candidate.offender.reference for candidate in offenders_alike_anywhere(record, limit=MOST)]
            asked[pair.part] += 1
            shown += len(found)
            assert len(found) <= MOST
            if other not in found:
                missed[pair.part].append(str(pair))

    assert set(asked.values()) == {260}
    for part in PARTS:
        assert 1 - len(missed[part]) / asked[part] >= RECALL, missed[part]
    assert shown / sum(asked.values()) <= SHOWN_ON_AVERAGE
