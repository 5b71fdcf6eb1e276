"""A merge makes nobody less safe: what holds is chosen, what is used is ticked, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from notifications.actions.planning import plan_events
from tests.factories.cases import SentenceFactory
from tests.factories.victims import EnrolmentFactory, VictimFactory
from victims.actions.both_sides import restrict_record
from victims.actions.contact import record_contact
from victims.actions.likenesses import compare_victims
from victims.actions.merging import CannotMergeVictims, merge_victims, unmerge_victims
from victims.actions.safe_contact import add_contact_point, retire_contact_point
from victims.models import Deadline, Enrolment, SafeContact, Victim, VictimLikeness
from victims.queries.safe_contact import usable_contact_points
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]


@pytest.fixture
def vao(person: Callable[..., User]) -> User:
    return person(Role.VAO)


@pytest.fixture
def pair(enrolled: Enrolled, vao: User) -> tuple[Enrolment, Enrolment]:
    """Maria Fenwick twice, on two cases; the second with two numbers and other wishes."""
    one = enrolled(victim=VictimFactory(first_names="Maria", last_name="Fenwick"))
    other = enrolled(victim=VictimFactory(first_names="Maria", last_name="Fennwick"))
    SafeContact.objects.filter(victim=other.victim).update(words_to_avoid="never say probation")
    add_contact_point(enrolment=one, kind="mobile", value="07700 900001", by=vao)
    for value in ("07700 900002", "07700 900003"):
        add_contact_point(enrolment=other, kind="mobile", value=value, by=vao)
    return one, other


def values(victim: Victim) -> dict[int, str]:
    return {place: point.value for place, point in usable_contact_points(victim).items()}


def current(victim: Victim) -> SafeContact:
    return SafeContact.objects.current().get(victim=victim)


def merge(pair: tuple[Enrolment, Enrolment], by: User, **facts: object) -> object:
    one, other = pair
    given = {"safe_contact": current(one.victim), "still_usable": [], **facts}
    return merge_victims(kept=one.victim, absorbed=other.victim, reason="One person", by=by, **given)  # type: ignore[arg-type]


def test_no_number_of_the_absorbed_record_is_used_unless_it_was_ticked(
    pair: tuple[Enrolment, Enrolment], vao: User
) -> None:
    one, other = pair
    ticked = [point for point in usable_contact_points(other.victim).values() if point.value.endswith("2")]
    merge(pair, vao, still_usable=ticked)
    assert values(one.victim) == {1: "07700 900001", 2: "07700 900002"}
    assert values(other.victim) == {}
    assert {point.retired_because for point in other.victim.contact_points.all()} == {
        "Carried over to the record it was merged into",
        "Not ticked as safe when two records were merged",
    }


def test_the_preference_that_was_chosen_holds_and_one_must_be_chosen(
    pair: tuple[Enrolment, Enrolment], vao: User
) -> None:
    one, other = pair
    with pytest.raises(CannotMergeVictims, match="Choose how"):
        merge(pair, vao, safe_contact=None)
    merge(pair, vao, safe_contact=current(other.victim))
    assert current(one.victim).words_to_avoid == "never say probation"


def test_undoing_restores_enrolments_numbers_and_wishes(pair: tuple[Enrolment, Enrolment], vao: User) -> None:
    one, other = pair
    before = [(values(row.victim), current(row.victim).words_to_avoid) for row in pair]
    done = merge(
        pair, vao, safe_contact=current(other.victim), still_usable=list(usable_contact_points(other.victim).values())
    )
    other.refresh_from_db()
    assert other.victim == one.victim
    unmerge_victims(merge=done, reason="Two people", by=vao)  # type: ignore[arg-type]
    other.refresh_from_db()
    assert other.victim != one.victim
    assert [(values(row.victim), current(row.victim).words_to_avoid) for row in pair] == before


def test_a_number_found_unsafe_meanwhile_stays_unused_after_undoing(
    pair: tuple[Enrolment, Enrolment], vao: User
) -> None:
    one, other = pair
    absorbed = other.victim
    done = merge(pair, vao, still_usable=list(usable_contact_points(absorbed).values()))
    carried = usable_contact_points(one.victim)[2]
    retire_contact_point(enrolment=one, point=carried, reason="He answered it", by=vao)
    unmerge_victims(merge=done, reason="Two people", by=vao)  # type: ignore[arg-type]
    assert list(values(absorbed).values()) == ["07700 900003"]


def test_on_the_same_case_the_other_is_closed_as_a_duplicate_and_its_contacts_are_still_read(
    enrolled: Enrolled, working: Enrolled, vao: User, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    officer = person()
    one = working(officer)
    second = {"case": one.case, "offence": SentenceFactory(offence__conviction=one.case.conviction).offence}
    other = working(officer, **second)
    record_contact(
        enrolment=other,
        happened_on=clock.today(),
        channel="phone",
        outcome="spoke",
        they_asked="About the hearing",
        next_step="Send the leaflet",
        next_on=clock.today(),
        by=officer,
    )
    done = merge((one, other), vao)
    other.refresh_from_db()
    one.refresh_from_db()
    assert (other.status, other.closed_because, other.duplicate_of, other.officer) == ("closed", "DUPLICATE", one, None)
    assert one.first_contact_on == clock.today()
    assert [d.task for d in Deadline.objects.standing().filter(enrolment=one, kind="follow_up")] == ["Send the leaflet"]
    assert "About the hearing" in signed_in(officer).get(f"/victims/{one.reference}/").content.decode()

    unmerge_victims(merge=done, reason="Two people", by=vao)  # type: ignore[arg-type]
    other.refresh_from_db()
    one.refresh_from_db()
    assert Enrolment.objects.open().filter(pk=other.pk, duplicate_of__isnull=True).exists()
    assert Enrolment.objects.filter(pk=one.pk, first_contact_on__isnull=True).exists()
    assert Deadline.objects.standing().filter(enrolment=other, kind="follow_up").count() == 1
    assert not Deadline.objects.standing().filter(enrolment=one, kind="follow_up").exists()


def test_what_was_reported_while_one_of_them_was_closed_as_a_duplicate_is_told_to_both_once_they_are_two(
    working: Enrolled, vao: User, person: Callable[..., User]
) -> None:
    officer = person()
    one = working(officer)
    other = working(officer, case=one.case, offence=SentenceFactory(offence__conviction=one.case.conviction).offence)
    done = merge((one, other), vao)
    record_event(case=one.case, kind=EventKind.RECALL, happens_on=clock.today(), by=person(Role.OFFENDER_MANAGER))
    plan_events()
    to_tell = Deadline.objects.standing().filter(kind="tell_of_event")
    assert list(to_tell.values_list("enrolment", flat=True)) == [one.pk]

    unmerge_victims(merge=done, reason="Two people", by=vao)  # type: ignore[arg-type]

    assert set(to_tell.values_list("enrolment", flat=True)) == {one.pk, other.pk}


def test_a_restricted_record_is_not_merged(
    pair: tuple[Enrolment, Enrolment], vao: User, person: Callable[..., User]
) -> None:
    restrict_record(enrolment=pair[1], reason="A colleague", by=person(Role.MANAGER))
    with pytest.raises(CannotMergeVictims, match="restricted"):
        merge(pair, vao)


def test_they_are_listed_for_the_unit_merged_on_the_page_and_undone_there(
    pair: tuple[Enrolment, Enrolment], vao: User, signed_in: Callable[..., Client]
) -> None:
    one, other = pair
    assert compare_victims().done == 1
    browser = signed_in(vao)
    page = browser.get("/duplicates/").content.decode()
    assert "Maria Fenwick and Maria Fennwick" in page
    address = f"/duplicates/victims/{one.victim.reference}/{other.victim.reference}/"
    page = browser.get(address).content.decode()
    assert "checked" not in page
    assert "never say probation" in page
    answer = browser.post(
        address,
        {"kept": one.victim.reference, "reason": "One address", "safe_contact": current(one.victim).pk},
        follow=True,
    )
    assert "Merged. You can undo it on this page." in answer.content.decode()
    answer = browser.post(
        f"/merged/victims/{other.victim.reference}/undo/", {"reason": "They are two sisters"}, follow=True
    )
    assert "They are two records again." in answer.content.decode()


def test_a_pair_one_of_whom_another_unit_sees_too_is_not_offered(
    pair: tuple[Enrolment, Enrolment], vao: User, signed_in: Callable[..., Client]
) -> None:
    one, other = pair
    compare_victims()
    browser = signed_in(vao)
    assert "Fennwick" in browser.get("/duplicates/").content.decode()
    EnrolmentFactory(victim=other.victim, region_id="N59")
    assert "Fennwick" not in browser.get("/duplicates/").content.decode()
    address = f"/duplicates/victims/{one.victim.reference}/{other.victim.reference}/"
    assert browser.get(address).status_code == 404


def test_two_who_are_not_the_same_are_not_asked_about_again(
    pair: tuple[Enrolment, Enrolment], vao: User, signed_in: Callable[..., Client]
) -> None:
    one, other = pair
    compare_victims()
    address = f"/duplicates/victims/{one.victim.reference}/{other.victim.reference}/"
    signed_in(vao).post(address, {"apart": "yes", "apart_because": "Mother and daughter"})
    Victim.objects.update(compared_at=None)
    assert compare_victims().done == 0
    assert not VictimLikeness.objects.waiting().exists()
