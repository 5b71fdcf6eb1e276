"""Merging and undoing: exactly the rows that moved, in the right order, by one person at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.actions.likenesses import compare_offenders, tell_offenders_apart
from cases.actions.merging import MOVES, CannotMerge, CannotUnmerge, merge_offenders, unmerge_offenders
from cases.actions.opening import OffenderDetails, find_offender
from cases.models import Case, Offender, OffenderIdentifier, OffenderLikeness, Supervision
from tests.factories.cases import CaseFactory, OffenderFactory
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def vao(person: Callable[..., User]) -> User:
    return person(Role.VAO)


@pytest.fixture
def pair() -> tuple[Offender, Offender]:
    """Two records, each with a case, a number and an alias."""
    made = []
    for names, number in ((("Jon", "Vane"), "A1234BC"), (("John", "Vain"), "A9999ZZ")):
        offender = OffenderFactory(first_names=names[0], last_name=names[1])
        CaseFactory(conviction__offender=offender)
        OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw=number, value=number)
        offender.aliases.create(first_names="Jonny", last_name=names[1])
        made.append(offender)
    return made[0], made[1]


def holdings() -> dict[str, Any]:
    """Which row belongs to whom."""
    return {name: dict(model._default_manager.values_list("pk", "offender_id")) for name, model in MOVES.items()}


def test_everything_goes_to_the_record_that_is_kept_and_the_name_becomes_an_alias(
    pair: tuple[Offender, Offender], vao: User
) -> None:
    kept, absorbed = pair
    merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    assert {owner for rows in holdings().values() for owner in rows.values()} == {kept.pk}
    assert kept.aliases.filter(first_names="John", last_name="Vain").exists()
    absorbed.refresh_from_db()
    assert absorbed.merged_into == kept


def test_undoing_puts_every_row_back_where_it_was(pair: tuple[Offender, Offender], vao: User) -> None:
    kept, absorbed = pair
    before = holdings()
    merge = merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    assert holdings() != before
    unmerge_offenders(merge=merge, reason="Two men", by=vao)
    assert holdings() == before
    absorbed.refresh_from_db()
    assert absorbed.merged_into is None


def test_what_was_written_since_stays_with_the_record_that_was_kept(pair: tuple[Offender, Offender], vao: User) -> None:
    kept, absorbed = pair
    merge = merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    since = CaseFactory(conviction__offender=kept)
    unmerge_offenders(merge=merge, reason="Two men", by=vao)
    assert Case.objects.get(pk=since.pk).offender == kept


def test_both_records_tell_the_story_in_the_trail(pair: tuple[Offender, Offender], vao: User) -> None:
    kept, absorbed = pair
    merge = merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    unmerge_offenders(merge=merge, reason="Two men", by=vao)
    for record, verbs in (
        (kept, ["offender.merged", "offender.merge_undone"]),
        (absorbed, ["offender.absorbed", "offender.restored"]),
    ):
        entries = AuditEntry.objects.filter(subject_ref=record.reference).order_by("pk")
        assert [entry.verb for entry in entries] == verbs


def test_two_offender_managers_are_a_reason_to_ask_first(
    pair: tuple[Offender, Offender], vao: User, person: Callable[..., User]
) -> None:
    for offender, name in zip(pair, ("Peter Lacey", "Grace Mbeki"), strict=True):
        officer = person(Role.OFFENDER_MANAGER, name=name)
        Supervision.objects.create(offender=offender, officer=officer, since=clock.today())
    before = holdings()
    with pytest.raises(CannotMerge, match="Peter Lacey manages one of these records and Grace Mbeki the other"):
        merge_offenders(kept=pair[0], absorbed=pair[1], reason="One man", by=vao)
    assert holdings() == before


def test_the_same_offender_manager_on_both_is_not(
    pair: tuple[Offender, Offender], vao: User, person: Callable[..., User]
) -> None:
    officer = person(Role.OFFENDER_MANAGER)
    for offender in pair:
        Supervision.objects.create(offender=offender, officer=officer, since=clock.today())
    before = holdings()
    merge = merge_offenders(kept=pair[0], absorbed=pair[1], reason="One man", by=vao)
    unmerge_offenders(merge=merge, reason="Two men", by=vao)
    assert holdings() == before


def test_a_chain_is_undone_from_its_end(pair: tuple[Offender, Offender], vao: User) -> None:
    kept, absorbed = pair
    last, before = OffenderFactory(), holdings()
    first = merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    second = merge_offenders(kept=last, absorbed=kept, reason="One man", by=vao)
    with pytest.raises(CannotUnmerge, match="merged into another record since"):
        unmerge_offenders(merge=first, reason="Two men", by=vao)
    unmerge_offenders(merge=second, reason="Two men", by=vao)
    unmerge_offenders(merge=first, reason="Two men", by=vao)
    assert holdings() == before
    with pytest.raises(CannotUnmerge, match="undone already"):
        unmerge_offenders(merge=first, reason="Two men", by=vao)


def test_a_record_is_merged_once_and_never_into_itself(pair: tuple[Offender, Offender], vao: User) -> None:
    kept, absorbed = pair
    with pytest.raises(CannotMerge, match="Choose two"):
        merge_offenders(kept=kept, absorbed=kept, reason="One man", by=vao)
    merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    with pytest.raises(CannotMerge, match="merged into another record already"):
        merge_offenders(kept=OffenderFactory(), absorbed=absorbed, reason="One man", by=vao)


def test_a_referral_under_the_merged_name_finds_the_record_that_was_kept(
    pair: tuple[Offender, Offender], vao: User
) -> None:
    kept, absorbed = pair
    merge_offenders(kept=kept, absorbed=absorbed, reason="One man", by=vao)
    assert find_offender(OffenderDetails("John", "Vain", absorbed.date_of_birth)) == kept


def test_records_alike_are_found_once_and_never_again_when_told_apart(
    pair: tuple[Offender, Offender], vao: User
) -> None:
    assert compare_offenders().done >= 1
    likeness = OffenderLikeness.objects.waiting().get(one=min(pair, key=lambda o: o.pk))
    assert likeness.reasons
    tell_offenders_apart(likeness=likeness, reason="Brothers", by=vao)
    Offender.objects.update(compared_at=None)
    assert compare_offenders().done == 0
    assert not OffenderLikeness.objects.waiting().filter(pk=likeness.pk).exists()
    assert not Offender.objects.filter(merged_into__isnull=False).exists()
