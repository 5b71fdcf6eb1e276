"""Two records of one person are compared, merged and made two again with the keyboard; and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.likenesses import compare_offenders
from cases.models import Offender
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory, SafeContactFactory
from tests.journeys.visitor import Visitor
from victims.actions.likenesses import compare_victims
from victims.models import ContactPoint, Victim
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]
BORN = date(1984, 2, 4)


@pytest.fixture
def alike() -> None:
    """Two records of an offender and two of a victim, each on a case of its own, found by the comparison itself."""
    for first, last, number in (("Maria", "Fenwick", "07700 900001"), ("Maria", "Fennwick", "07700 900002")):
        facts: dict[str, Any] = {"victim__first_names": first, "victim__last_name": last}
        victim = EnrolmentFactory(**facts, victim__date_of_birth=BORN).victim
        SafeContactFactory(victim=victim)
        ContactPoint.objects.create(victim=victim, kind="mobile", value=number, recorded_at=clock.now())
    for name in ("Leon Vane", "Leon Vain"):
        first, last = name.split()
        offender = OffenderFactory(first_names=first, last_name=last, date_of_birth=date(1990, 9, 1))
        EnrolmentFactory(
            case__conviction__offender=offender, victim__first_names="Joan", victim__last_name=f"Alder{last}"
        )
    assert compare_offenders().done
    assert compare_victims().done


@pytest.mark.usefixtures("alike")
def test_two_records_of_a_victim_are_merged_and_made_two_again_with_the_keyboard(
    window: Window, person: People
) -> None:
    vao = window(person(Role.VAO))
    keys = vao.page.keyboard
    vao.go("/duplicates/")
    vao.arrives_at("Possible duplicates")
    vao.tab_to("Maria Fenwick and Maria Fennwick")
    vao.press_enter()
    vao.arrives_at("One person or two?")
    vao.tab_to("Which record is kept?")
    keys.press("Space")
    vao.tab_to("How do you know that they are one person?")
    keys.type("The same address and the same telephone")
    vao.tab_to("How are they contacted from now on?")
    keys.press("Space")
    vao.tab_to("Merge the two records")
    vao.press_enter()
    vao.arrives_at("Merged records")
    assert Victim.objects.filter(merged_into__isnull=False).count() == 1
    vao.tab_to("the merge of Maria Fennwick")
    vao.press_enter()
    vao.arrives_at("Make Maria Fennwick a record of its own again")
    assert "Nothing was written since" in vao.text()
    vao.tab_to("Why should it be undone?")
    keys.type("Two sisters-in-law")
    vao.tab_to("Undo the merge")
    vao.press_enter()
    vao.arrives_at("Merged records")
    assert not Victim.objects.filter(merged_into__isnull=False).exists()


@pytest.mark.usefixtures("alike")
def test_two_records_of_an_offender_are_told_apart_without_scripts(window: Window, person: People) -> None:
    vao = window(person(Role.VAO), scripts=False)
    vao.go("/duplicates/")
    vao.follow("Leon Vane and Leon Vain")
    vao.arrives_at("One offender or two?")
    vao.fill("How do you know?", "The custody photographs show two men")
    vao.press("Not the same person")
    vao.arrives_at("Possible duplicates")
    assert "Leon Vane" not in vao.text()
    assert not Offender.objects.filter(merged_into__isnull=False).exists()


@pytest.mark.usefixtures("alike")
def test_an_answer_left_out_is_asked_for_in_place(window: Window, person: People) -> None:
    vao = window(person(Role.VAO))
    vao.go("/duplicates/")
    vao.follow("Leon Vane and Leon Vain")
    vao.arrives_at("One offender or two?")
    vao.press("Merge the two records")
    vao.arrives_at("One offender or two?")
    assert "Choose the record that is kept." in vao.text()
    assert not Offender.objects.filter(merged_into__isnull=False).exists()
