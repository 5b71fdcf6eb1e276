"""The pages of duplicates and merges: what they show, in how many questions to the database, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from cases.actions.merging import merge_offenders
from cases.models import OffenderIdentifier, OffenderLikeness, OffenderMerge
from tests.factories.cases import CaseFactory
from tests.factories.victims import EnrolmentFactory
from victims.actions.both_sides import restrict_record
from victims.actions.merging import merge_victims
from victims.actions.safe_contact import add_contact_point
from victims.models import Enrolment, VictimLikeness, VictimMerge
from victims.queries.safe_contact import current_safe_contact
from victims.views.pages import SIZE
from vlu.lib import clock

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
Enrolled = Callable[..., Enrolment]


@pytest.fixture
def vao(person: Callable[..., User]) -> User:
    return person(Role.VAO)


def alike(one: Enrolment, other: Enrolment) -> None:
    facts: dict[str, Any] = {"band": "review", "score": 0.8, "reasons": ["Alike"], "found_at": clock.now()}
    VictimLikeness.objects.create(one=one.victim, other=other.victim, **facts)
    OffenderLikeness.objects.create(one=one.case.offender, other=other.case.offender, **facts)


def merge_both(one: Enrolment, other: Enrolment, by: User) -> None:
    chosen = current_safe_contact(one.victim)
    people: dict[str, Any] = {"kept": one.victim, "absorbed": other.victim, "safe_contact": chosen, "still_usable": []}
    merge_victims(**people, reason="One address", by=by)
    merge_offenders(kept=one.case.offender, absorbed=other.case.offender, reason="One number", by=by)


@pytest.mark.parametrize(("path", "make"), [("/duplicates/", "alike"), ("/merged/", "merged")])
def test_the_lists_take_the_same_queries_for_one_row_and_for_three(
    signed_in: SignedIn, enrolled: Enrolled, vao: User, path: str, make: str
) -> None:
    asked = []
    for rows in (1, 2):  # one, then three
        for _ in range(rows):
            one, other = enrolled(), enrolled()
            alike(one, other) if make == "alike" else merge_both(one, other, vao)
        client = signed_in(vao)
        client.get(path)
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(path)
        assert answer.status_code == 200
        asked.append(len(counted))

    assert asked[0] == asked[1]


def test_a_26th_pair_stands_on_a_second_page(signed_in: SignedIn, enrolled: Enrolled, vao: User) -> None:
    people = [enrolled() for _ in range(9)]
    for one, other in list(combinations(people, 2))[: SIZE + 1]:
        alike(*sorted((one, other), key=lambda row: row.pk))
    client = signed_in(vao)
    first = client.get("/duplicates/")
    second = client.get("/duplicates/" + first.context["next_url"])
    assert [len(page.context[name]) for page in (first, second) for name in ("victims", "offenders")] == [25, 25, 1, 1]
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")
    assert 'rel="next"' in first.text
    assert "No more. See the page before." in client.get("/duplicates/?page=3").text


def test_a_likeness_of_a_restricted_person_is_shown_to_nobody(
    signed_in: SignedIn, enrolled: Enrolled, vao: User, person: Callable[..., User]
) -> None:
    one = enrolled(victim__first_names="Zephyrine", case__conviction__offender__first_names="Quintus")
    alike(one, enrolled())
    client = signed_in(vao)
    shown = client.get("/duplicates/").content.decode()
    assert "Zephyrine" in shown
    assert "Quintus" in shown

    restrict_record(enrolment=one, reason="Known to a colleague", by=person(Role.MANAGER))

    shown = client.get("/duplicates/").content.decode()
    assert "Zephyrine" not in shown
    assert "Quintus" not in shown


def test_undoing_says_what_was_written_on_a_victim_since(
    signed_in: SignedIn, enrolled: Enrolled, vao: User, friday: datetime
) -> None:
    one, other = enrolled(), enrolled()
    add_contact_point(enrolment=one, kind="mobile", value="07700 900001", by=vao)
    merge_both(one, other, vao)
    page = f"/merged/victims/{other.victim.reference}/undo/"
    assert "Nothing was written since" in signed_in(vao).get(page).content.decode()

    with clock.frozen_at(friday.replace(hour=17)):
        add_contact_point(enrolment=one, kind="mobile", value="07700 900009", by=vao)
        later = EnrolmentFactory(victim=one.victim)
        shown = signed_in(vao).get(page).content.decode()

    assert "07700 900009" in shown
    assert later.reference in shown
    assert "07700 900001" not in shown


def test_undoing_says_what_was_written_on_an_offender_since_but_no_case_of_another_region(
    signed_in: SignedIn, enrolled: Enrolled, vao: User
) -> None:
    one, other = enrolled(), enrolled()
    offender = one.case.offender
    OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A1234BC", value="A1234BC")
    merge_both(one, other, vao)
    page = f"/merged/offenders/{other.case.offender.reference}/undo/"
    assert "Nothing was written since" in signed_in(vao).get(page).content.decode()

    OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A9999ZZ", value="A9999ZZ")
    ours = enrolled(case__conviction__offender=offender)
    elsewhere = CaseFactory(reference="WAL-26-0001", conviction__offender=offender, region_id="N53")
    shown = signed_in(vao).get(page).content.decode()

    assert "A9999ZZ" in shown
    assert ours.case.reference in shown
    assert elsewhere.reference not in shown
    assert "A1234BC" not in shown


@pytest.mark.parametrize("people", ["victims", "offenders"])
def test_a_merge_from_before_such_lists_says_that_it_has_none(
    signed_in: SignedIn, enrolled: Enrolled, vao: User, people: str
) -> None:
    one, other = enrolled(), enrolled()
    merge_both(one, other, vao)
    merges: list[Any] = [*VictimMerge.objects.all(), *OffenderMerge.objects.all()]
    for row in merges:
        row.moved.pop("own")
        row.save()
    absorbed = other.victim if people == "victims" else other.case.offender

    shown = signed_in(vao).get(f"/merged/{people}/{absorbed.reference}/undo/").content.decode()

    assert "We cannot list it" in shown
    assert "Nothing was written since" not in shown
