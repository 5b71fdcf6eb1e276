"""The officer's home says what others have been asked, since when, and what follows; nothing beyond their cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Region, User
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from victims.actions.clocks import refresh_clocks
from victims.actions.transfers import offer_transfer, withdraw_transfer
from victims.enums import DeadlineKind, TransferReason
from victims.models import Deadline, EligibilityVerdict, Enrolment, TransferOffer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Working = Callable[..., Enrolment]
SignedIn = Callable[..., Client]
People = Callable[..., User]


@pytest.fixture
def officer(person: People) -> User:
    return person()


def offered(enrolment: Enrolment, by: User) -> TransferOffer:
    south_central = Region.objects.get(code="N59")
    return offer_transfer(enrolment=enrolment, to_region=south_central, reason=TransferReason.MOVE_IN, by=by)


def everything_asked(enrolment: Enrolment, manager: User) -> None:
    """An offer, a referral of somebody else, a verdict to agree to, and a manager's clock."""
    offered(enrolment, manager)
    ReferralRequestFactory(case=enrolment.case, offences=[enrolment.offence], concerning="Bryony Marchetti")
    EligibilityVerdict.objects.create(
        enrolment=enrolment,
        verdict="NOT_ELIGIBLE",
        scheme="VNS",
        offence=enrolment.offence,
        cause="facts",
        waits_for_manager=True,
        decided_at=NOW,
    )
    Deadline.objects.create(
        enrolment=enrolment,
        kind=DeadlineKind.REVIEW,
        started_on=date(2026, 11, 19),
        due_on=date(2026, 12, 1),
    )


def waits(browser: Client) -> list[Any]:
    return list(browser.get("/work/").context["waits"])


def test_each_says_who_since_when_what_was_asked_and_what_follows(
    officer: User, working: Working, person: People, signed_in: SignedIn
) -> None:
    everything_asked(working(officer), person(Role.MANAGER))
    browser = signed_in(officer)

    said = {(row.who, row.asked, row.since, row.follows) for row in waits(browser)}

    today, again = date(2026, 11, 20), "We ask them again until they answer; you need do nothing."
    assert said == {
        (
            "The unit of South Central",
            "To take the case over",
            today,
            "Until South Central accepts, the case is yours to work.",
        ),
        (
            "Kent Witness Care Unit",
            "To refer somebody else on this case",
            today,
            f"{again} Limit for the referral: Monday 16 November 2026.",
        ),
        (
            "A manager of your unit",
            "To decide about eligibility",
            today,
            "Contact goes on as before until they decide.",
        ),
        (
            "A manager of your unit",
            "To review discretionary contact",
            date(2026, 11, 19),
            "They are to decide by Tuesday 1 December 2026, and are reminded.",
        ),
    }
    page = browser.get("/work/").text
    assert "Waiting for others: 4" in page
    assert "Marchetti" not in page, "whom a request concerns is not on this page"


def test_what_was_answered_is_gone_and_nothing_to_wait_for_is_said(
    officer: User, working: Working, person: People, signed_in: SignedIn
) -> None:
    manager = person(Role.MANAGER)
    offer = offered(working(officer), manager)
    browser = signed_in(officer)
    assert len(waits(browser)) == 1

    withdraw_transfer(offer=offer, by=manager)

    assert waits(browser) == []
    assert "You wait for nobody" in browser.get("/work/").text


def test_a_request_on_a_case_with_somebody_behind_the_wall_is_not_told(
    officer: User, working: Working, signed_in: SignedIn
) -> None:
    enrolment = working(officer)
    ReferralRequestFactory(case=enrolment.case, offences=[enrolment.offence])
    assert len(waits(signed_in(officer))) == 1

    other: Enrolment = EnrolmentFactory(case=enrolment.case)
    Enrolment.objects.filter(pk=other.pk).update(restricted=True)

    assert waits(signed_in(officer)) == []


def test_what_colleagues_wait_for_is_not_theirs(
    officer: User, working: Working, person: People, signed_in: SignedIn
) -> None:
    everything_asked(working(officer), person(Role.MANAGER))

    assert waits(signed_in(Role.VLO)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_however_much_is_waited_for_it_is_one_query(
    officer: User, working: Working, person: People, signed_in: SignedIn, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        everything_asked(working(officer), person(Role.MANAGER))
    browser = signed_in(officer)
    browser.get("/work/")
    with django_assert_num_queries(8):
        page = browser.get("/work/")
    assert len(page.context["waits"]) == 4 * count


def test_an_officer_who_left_the_region_waits_for_nothing_there(
    officer: User, working: Working, person: People, signed_in: SignedIn
) -> None:
    enrolment = working(officer)
    offered(enrolment, person(Role.MANAGER))
    refresh_clocks(enrolment, NOW.date())
    officer.organisation = person(Role.VLO, region="N54").organisation
    officer.save(update_fields=["organisation"])

    assert waits(signed_in(officer)) == []
