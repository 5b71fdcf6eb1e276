"""Table 4 for other systems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.reports import pilot
from tests.reports.test_pilot_figures import same_as_expected
from victims.models import Enrolment

SignedIn = Callable[..., Client]
ADDRESS = "/api/v1/performance/"


def test_it_gives_the_cells_of_table_4(pilot_caseload: None, friday: datetime, signed_in: SignedIn) -> None:
    for role in (Role.MANAGER, Role.HEAD):
        answer = signed_in(role).get(ADDRESS, {**pilot.PERIOD, "scheme": "VNS"})
        assert answer.status_code == 200
        same_as_expected(answer.json()["cells"])


def test_what_it_does_not_understand_is_named(db: None, friday: datetime, signed_in: SignedIn) -> None:
    answer = signed_in(Role.MANAGER).get(ADDRESS, {"from": "x"})
    assert answer.status_code == 400
    assert answer.json() == {"from": ["Write the day as 2026-12-18"]}


def test_officers_are_for_managers_and_of_their_own_region(
    enrolled: Callable[..., Enrolment], friday: datetime, signed_in: SignedIn, person: Callable[..., User]
) -> None:
    enrolled(date(2026, 3, 2), officer=person(Role.VLO, name="Ann Near"))
    enrolled(date(2026, 3, 2), region="N54", force="Durham", officer=person(Role.VLO, name="Bob Far", region="N54"))
    cells = signed_in(Role.MANAGER).get(ADDRESS, {"by": "officer"}).json()["cells"]
    assert {cell["group"] for cell in cells} == {"Ann Near", "Overall"}
    assert signed_in(Role.HEAD).get(ADDRESS, {"by": "officer"}).status_code == 400


def test_nobody_signed_in_gets_nothing(pilot_caseload: None, client: Client) -> None:
    answer = client.get(ADDRESS, pilot.PERIOD)
    assert answer.status_code in {302, 401, 403}
    assert b"Northumbria" not in answer.content
