"""An offender manager sees their own offenders only, and nothing of any victim; no other role sees these pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from cases.enums import EventKind
from cases.models import KeyEvent, Offender
from victims.actions.contact import record_contact
from victims.enums import Channel, ContactOutcome
from victims.models import Enrolment

SignIn = Callable[..., Client]
Enrol = Callable[..., Enrolment]


def pages_of(offender: Offender) -> list[str]:
    return [
        reverse("cases:person_i_manage", args=[offender.reference]),
        reverse("cases:log_event", args=[offender.reference, EventKind.RELEASED]),
    ]


def test_another_managers_offender_is_not_found(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User]
) -> None:
    offender = enrolled(case__conviction__offender__last_name="Zimmer").case.offender
    mine, stranger = signed_in(manager), signed_in(person(Role.OFFENDER_MANAGER))
    for page in pages_of(offender):
        assert "Zimmer" in mine.get(page).text
        refused = stranger.get(page)
        assert refused.status_code == 404
        assert "Zimmer" not in refused.text
    assert "Zimmer" not in stranger.get(reverse("cases:people_i_manage")).text
    day = {"happens_on_day": "20", "happens_on_month": "11", "happens_on_year": "2026"}
    assert stranger.post(pages_of(offender)[1], day).status_code == 404
    assert not KeyEvent.objects.exists()


def test_nothing_of_the_victim_is_on_any_page(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    officer, browser = person(Role.VLO), signed_in(manager)
    enrolment = enrolled(officer, victim__name_to_use="Maz")
    offender, victim = enrolment.case.offender, enrolment.victim
    day = {"happens_on_day": "20", "happens_on_month": "11", "happens_on_year": "2026"}
    browser.post(pages_of(offender)[1], day)
    record_contact(
        enrolment=enrolment,
        happened_on=friday.date(),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        note="zither note",
        by=officer,
    )
    secrets = [victim.first_names, victim.last_name, "Maz", "07700 900 123", "1 High Street", "zigzag", "zither"]
    secrets += [victim.reference, enrolment.reference, enrolment.case.reference, enrolment.offence.title]
    assert victim.contact_points.filter(value="07700 900 123").exists()
    for page in (reverse("cases:people_i_manage"), *pages_of(offender)):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert [secret for secret in secrets if secret in answer.text] == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFENDER_MANAGER])
def test_no_other_role_may_open_these_pages(manager: User, enrolled: Enrol, signed_in: SignIn, role: Role) -> None:
    offender, mine, browser = enrolled().case.offender, signed_in(manager), signed_in(role)
    for page in (reverse("cases:people_i_manage"), *pages_of(offender)):
        assert mine.get(page).status_code == 200
        assert browser.get(page).status_code == 403
    day = {"happens_on_day": "20", "happens_on_month": "11", "happens_on_year": "2026"}
    assert browser.post(pages_of(offender)[1], day).status_code == 403
    assert not KeyEvent.objects.exists()


def test_an_offender_managers_first_page_is_this_one(manager: User, signed_in: SignIn) -> None:
    assert signed_in(manager).get(reverse("home"))["Location"] == reverse("cases:people_i_manage")
