"""Records that were merged away, and people somebody may not see, are no candidates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.merging import merge_offenders, unmerge_offenders
from cases.queries.candidates import offenders_alike_anywhere
from cases.rules.matching import PersonRecord
from tests.factories.cases import CaseFactory, OffenderFactory
from victims.actions.allocation import allocate
from victims.actions.both_sides import restrict_record
from victims.actions.merging import merge_victims
from victims.models import Enrolment
from victims.queries.candidates import candidates_of_region, victim_candidates
from victims.queries.safe_contact import current_safe_contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
BORN = date(1984, 2, 4)
MARIA = PersonRecord("Maria", "Fenwick", BORN, postcode="CT1 2AB")


@pytest.fixture
def maria(enrolled: Enrolled) -> Callable[[], Enrolment]:
    return lambda: enrolled(victim__first_names="Maria", victim__last_name="Fenwick", victim__date_of_birth=BORN)


def victims_shown(user: User) -> list[str]:
    return [candidate.victim.reference for candidate in victim_candidates(MARIA, user)]


def test_an_offender_merged_away_is_found_under_the_record_that_was_kept_until_it_is_undone(
    person: Callable[..., User],
) -> None:
    kept = OffenderFactory(reference="KEPT", first_names="Ana", last_name="Quill", date_of_birth=BORN)
    absorbed = OffenderFactory(reference="GONE", first_names="Ana", last_name="Marsh", date_of_birth=BORN)
    vao, record = person(Role.VAO), PersonRecord("Ana", "Marsh", BORN)

    def shown() -> set[str]:
        return {candidate.offender.reference for candidate in offenders_alike_anywhere(record)}

    assert shown() == {"KEPT", "GONE"}
    merge = merge_offenders(kept=kept, absorbed=absorbed, reason="One woman", by=vao)
    assert shown() == {"KEPT"}
    unmerge_offenders(merge=merge, reason="Two women", by=vao)
    assert shown() == {"KEPT", "GONE"}


def test_a_victim_merged_away_is_no_candidate(maria: Callable[[], Enrolment], person: Callable[..., User]) -> None:
    kept, absorbed = maria().victim, maria().victim
    vao = person(Role.VAO)
    assert set(victims_shown(vao)) == {kept.reference, absorbed.reference}

    chosen = current_safe_contact(kept)
    merge_victims(kept=kept, absorbed=absorbed, reason="One", safe_contact=chosen, still_usable=[], by=vao)

    assert victims_shown(vao) == [kept.reference]


def test_a_restricted_victim_is_a_candidate_only_for_whoever_was_let_in(
    maria: Callable[[], Enrolment], person: Callable[..., User]
) -> None:
    enrolment, vao, vlo, manager = maria(), person(Role.VAO), person(Role.VLO), person(Role.MANAGER)
    assert victims_shown(vao) == victims_shown(manager) == [enrolment.victim.reference]

    restrict_record(enrolment=enrolment, reason="Known to a colleague", by=manager)
    enrolment.refresh_from_db()
    allocate(enrolment=enrolment, officer=vlo, by=manager)

    assert victims_shown(vao) == []
    assert victims_shown(manager) == []
    assert victims_shown(vlo) == [enrolment.victim.reference]
    assert candidates_of_region(MARIA, enrolment.region_id) == []


def test_the_offender_side_tells_nothing_of_a_victim(maria: Callable[[], Enrolment]) -> None:
    enrolment = maria()
    CaseFactory(conviction__offender__first_names="Marian", conviction__offender__last_name="Fennick")

    found = offenders_alike_anywhere(PersonRecord("Maria", "Fenwick"))

    assert [candidate.offender.full_name for candidate in found] == ["Marian Fennick"]
    assert enrolment.victim.full_name == "Maria Fenwick"
