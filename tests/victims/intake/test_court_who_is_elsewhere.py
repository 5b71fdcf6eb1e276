"""A held result whose offender another unit may hold: who that is stays closed, and deciding waits for that unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from cases.models import Offender
from tests.factories.cases import CaseFactory
from tests.factories.victims import EnrolmentFactory
from tests.victims.intake.court_files import bring, result, row, units_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
FIRST, LAST, BORN = "Wilhelmina", "Zabrowsky", date(1984, 3, 12)
NEARLY = {"defendant_first_names": FIRST, "defendant_last_name": "Zabrovsky", "defendant_pnc": ""}


@pytest.fixture
def elsewhere() -> Offender:
    """On record in the North East alone."""
    units_for("Kent")
    offender = EnrolmentFactory(
        region_id="N54",
        case__region_id="N54",
        case__conviction__sentenced_on=date(2025, 4, 7),
        case__conviction__offender__first_names=FIRST,
        case__conviction__offender__last_name=LAST,
        case__conviction__offender__date_of_birth=BORN,
    ).case.offender
    bring(row(**NEARLY))
    assert result().held_for == ["person_alike"]
    found: Offender = offender
    return found


def page_of(browser: Client) -> str:
    return browser.get(address()).content.decode()


def address() -> str:
    return f"/court-results/{result().reference}/"


def test_somebody_of_another_region_is_counted_and_not_shown(elsewhere: Offender, signed_in: SignedIn) -> None:
    page = page_of(signed_in(Role.VAO))
    assert "1 record in North East" in page
    assert "ask the victim liaison unit there" in page
    assert elsewhere.last_name not in page
    assert elsewhere.reference not in page
    assert "may be this person: same date of birth, last name differs by one letter, same first name" in page


def test_somebody_with_a_case_of_the_region_of_the_result_is_shown(elsewhere: Offender, signed_in: SignedIn) -> None:
    CaseFactory(conviction__offender=elsewhere, region_id="N57")
    page = page_of(signed_in(Role.VAO))
    assert f"{FIRST} {LAST}" in page
    assert "Last name differs by one letter: Zabrovsky, Zabrowsky" in page
    assert "Records of other units may be" not in page


def test_somebody_new_is_taken_only_once_the_other_unit_was_asked(elsewhere: Offender, signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    refused = browser.post(address(), {"decision": "new_person"}).content.decode()
    assert "Say whom you asked in each unit" in refused
    assert result().state == "held"
    browser.post(address(), {"decision": "new_person", "note": "Rang the North East unit: another woman"})
    assert result().state == "opened"
    assert result().offender != elsewhere


@pytest.mark.parametrize("guess", ["", "OFAAAAAAAA"])
def test_a_reference_that_is_not_of_a_record_that_fits_decides_nothing(
    guess: str, elsewhere: Offender, signed_in: SignedIn
) -> None:
    answer = signed_in(Role.VAO).post(address(), {"decision": "told", "told": guess})
    assert "No record that fits has this one." in answer.content.decode()
    assert result().state == "held"


def test_the_reference_the_other_unit_gave_joins_the_result_to_its_record(
    elsewhere: Offender, signed_in: SignedIn
) -> None:
    theirs = signed_in(Role.MANAGER, region="N54").get(f"/cases/{elsewhere.cases.get().reference}/")
    assert elsewhere.reference in theirs.content.decode()
    signed_in(Role.VAO).post(address(), {"decision": "told", "told": elsewhere.reference.lower()})
    assert (result().state, result().offender, result().decision) == ("opened", elsewhere, "same_person")
    assert Offender.objects.count() == 1
