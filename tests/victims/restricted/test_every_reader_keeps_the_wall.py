"""Each page, interface and list that showed a victim shows nothing once the record is restricted, to the officer and
the manager alike; and shows it again to somebody who is let in. The first look proves there was something to hide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from cases.queries.calendar import working_calendar
from victims.actions.access_grants import end_access, grant_access
from victims.models import Enrolment
from victims.queries.caseload import Filters, tallies, work_page
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
Restrict = Callable[[Enrolment], Enrolment]
SECRETS = ("Zephyrine", "Hollis")

# Address, and who reads it. {e} and {c} are the references of the enrolment and the case.
READERS = [
    (Role.VLO, "/work/"),
    (Role.VLO, "/search/?q=Hollis"),
    (Role.VLO, "/search/?q={e}"),
    (Role.VLO, "/search/?q=Tarn"),
    (Role.VLO, "/victims/{e}/"),
    (Role.VLO, "/victims/{e}/contact/"),
    (Role.VLO, "/victims/{e}/safe-contact/"),
    (Role.VLO, "/victims/{e}/numbers/add/"),
    (Role.VLO, "/cases/{c}/"),
    (Role.VLO, "/cases/{c}/timeline/"),
    (Role.MANAGER, "/unit/"),
    (Role.MANAGER, "/cases/{c}/"),
    (Role.MANAGER, "/cases/{c}/timeline/"),
    (Role.MANAGER, "/victims/{e}/"),
    (Role.MANAGER, "/allocation/{e}/"),
    (Role.VAO, "/unit/"),
    (Role.VAO, "/search/?q=Zephyrine"),
]


@pytest.fixture
def readers(officer: User, manager: User, person: Callable[..., User]) -> dict[Role, User]:
    return {Role.VLO: officer, Role.MANAGER: manager, Role.VAO: person(Role.VAO)}


def told(browser: Client, address: str) -> set[str]:
    answer = browser.get(address)
    assert answer.status_code in {200, 404}
    text = answer.content.decode().replace(f'value="{address.partition("q=")[2]}"', "")
    text = text.replace(f"Search: {address.partition('q=')[2]}", "")
    return {word for word in SECRETS if word in text}


@pytest.mark.parametrize(("role", "address"), READERS)
@pytest.mark.parametrize("alone", [True, False])
def test_it_shows_nothing_until_somebody_is_let_in(
    role: Role,
    address: str,
    alone: bool,
    enrolment: Enrolment,
    request: pytest.FixtureRequest,
    readers: dict[Role, User],
    signed_in: SignedIn,
    restrict: Restrict,
    person: Callable[..., User],
) -> None:
    if not alone:
        request.getfixturevalue("beside")
    browser = signed_in(readers[role])
    address = address.format(e=enrolment.reference, c=enrolment.case.reference)
    assert told(browser, address), "there is something to hide"

    restrict(enrolment)
    assert told(browser, address) == set()

    other = person(Role.MANAGER)
    grant_access(enrolment=enrolment, person=readers[role], reason="To work it", by=other)
    assert told(browser, address)

    end_access(enrolment=enrolment, person=readers[role], by=other)
    assert told(browser, address) == set()


def test_the_interface_for_other_systems_says_not_found_and_leaves_it_out(
    enrolment: Enrolment, officer: User, signed_in: SignedIn, restrict: Restrict
) -> None:
    browser = signed_in(officer)
    assert enrolment.reference in browser.get("/api/v1/work/").content.decode()

    restrict(enrolment)

    assert enrolment.reference not in browser.get("/api/v1/work/").content.decode()
    sent = {"happened_on": "2026-11-20", "channel": "phone", "outcome": "spoke"}
    answer = browser.post(f"/api/v1/enrolments/{enrolment.reference}/contacts/", sent, content_type="application/json")
    assert answer.status_code == 404
    assert enrolment.contacts.count() == 0


def test_it_cannot_be_drilled_down_to_from_a_figure(
    enrolment: Enrolment, manager: User, signed_in: SignedIn, restrict: Restrict
) -> None:
    browser, address = signed_in(manager), "/targets/cases/?from=2026-11-01&to=2026-11-20&by=region"
    assert "Quintus" in browser.get(address).content.decode()

    restrict(enrolment)

    page = browser.get(address)
    assert page.status_code == 200
    assert [word for word in ("Quintus", enrolment.reference) if word in page.content.decode()] == []


def test_an_unallocated_one_is_not_in_the_queue(
    enrolled: Callable[..., Enrolment], manager: User, signed_in: SignedIn, restrict: Restrict
) -> None:
    enrolment, browser = enrolled(), signed_in(manager)
    for address in ("/allocation/", "/manage/"):
        assert enrolment.reference in browser.get(address).content.decode()

    restrict(enrolment)

    for address in ("/allocation/", "/manage/"):
        assert enrolment.reference not in browser.get(address).content.decode()
    assert enrolment.reference in browser.get("/restricted/").content.decode()


def test_the_home_page_in_sql_shows_what_the_rule_shows(
    enrolment: Enrolment, beside: Enrolment, officer: User, restrict: Restrict, manager: User
) -> None:
    restrict(enrolment)

    def on_the_page() -> set[str]:
        rows, _more = work_page(officer, Filters(), 1, clock.today(), working_calendar())
        assert tallies(officer, clock.today(), working_calendar()).cases == len(rows)
        return {row.reference for row in rows}

    def by_the_rule() -> set[str]:
        return {row.reference for row in Enrolment.objects.worked_by(officer).visible_to(officer)}

    assert on_the_page() == by_the_rule() == {beside.reference}
    grant_access(enrolment=enrolment, person=officer, reason="To work it", by=manager)
    assert on_the_page() == by_the_rule() == {beside.reference, enrolment.reference}


def test_the_list_of_restricted_cases_names_nobody_of_either_side(
    enrolment: Enrolment, manager: User, signed_in: SignedIn, restrict: Restrict
) -> None:
    restrict(enrolment)
    browser = signed_in(manager)
    for address in ("/restricted/", f"/restricted/{enrolment.reference}/", f"/restricted/{enrolment.reference}/lift/"):
        page = browser.get(address).content.decode()
        assert "Known to a colleague" in page or "Lift" in page
        assert [word for word in (*SECRETS, "Quintus", "Tarn") if word in page] == []


def test_another_region_and_every_other_role_see_no_restricted_case(
    enrolment: Enrolment, signed_in: SignedIn, restrict: Restrict
) -> None:
    restrict(enrolment)
    elsewhere = signed_in(Role.MANAGER, region="N59")
    assert enrolment.reference not in elsewhere.get("/restricted/").content.decode()
    assert elsewhere.get(f"/restricted/{enrolment.reference}/").status_code == 404
    for role in set(Role) - {Role.MANAGER}:
        assert signed_in(role).get("/restricted/").status_code == 403
