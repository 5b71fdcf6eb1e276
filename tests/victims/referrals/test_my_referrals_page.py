"""A force's referrals and what became of them: received, with whom, first contact made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from victims.actions.allocation import allocate
from victims.actions.contact import record_contact
from victims.actions.referrals import submit_referral
from victims.enums import Channel, ContactOutcome
from victims.models import Enrolment, Referral, ReferralDraft
from victims.queries.referrals import PAGE_SIZE

Draft = Callable[..., ReferralDraft]
SignIn = Callable[..., Client]


def send(officer: User, draft_of: Draft, number: int = 0) -> Referral:
    return submit_referral(draft=draft_of(officer, victim={"last_name": f"Fell{'x' * number}"}), by=officer)


def page_of(browser: Client) -> str:
    return browser.get(reverse("victims:my_referrals")).text


def test_an_empty_list_says_what_will_be_here(officer: User, signed_in: SignIn) -> None:
    assert "Your office has not sent a referral yet." in page_of(signed_in(officer))


def test_the_offender_tells_two_referrals_of_one_person_apart(
    officer: User, draft_of: Draft, signed_in: SignIn, friday: datetime
) -> None:
    for name in ("Ambler", "Sumner"):
        submit_referral(draft=draft_of(officer, offender={"last_name": name, "pnc": ""}), by=officer)
    page = page_of(signed_in(officer))
    assert page.count("Maria Fell") == 2
    assert "Harlan Ambler" in page
    assert "Harlan Sumner" in page


def test_received_then_with_an_officer_then_first_contact_made(
    officer: User, draft_of: Draft, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    referral, browser = send(officer, draft_of), signed_in(officer)
    vlo, manager = person(Role.VLO, name="Jo Reed", phone="01632 960111"), person(Role.MANAGER, name="Helen Price")
    one = reverse("victims:referral", args=[referral.reference])
    assert "Received" in page_of(browser)
    assert "Helen Price" in browser.get(one).text
    allocate(enrolment=Enrolment.objects.get(), officer=vlo, by=manager)
    for page in (page_of(browser), browser.get(one).text):
        assert "With Jo Reed" in page
        assert "01632 960111" in page
        assert vlo.email in page
    record_contact(
        enrolment=Enrolment.objects.get(),
        happened_on=friday.date(),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        by=vlo,
    )
    for page in (page_of(browser), browser.get(one).text):
        assert "First contact made" in page
        assert "With Jo Reed" not in page


def test_an_attempt_is_not_a_contact_and_is_not_shown(
    officer: User, draft_of: Draft, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    send(officer, draft_of)
    vlo = person(Role.VLO, name="Jo Reed")
    allocate(enrolment=Enrolment.objects.get(), officer=vlo, by=person(Role.MANAGER))
    record_contact(
        enrolment=Enrolment.objects.get(),
        happened_on=friday.date(),
        channel=Channel.PHONE,
        outcome=ContactOutcome.NO_ANSWER,
        by=vlo,
    )
    assert "With Jo Reed" in page_of(signed_in(officer))


def test_the_whole_force_sees_it(
    officer: User, draft_of: Draft, signed_in: SignIn, person: Callable[..., User]
) -> None:
    referral = send(officer, draft_of)
    for colleague in (person(Role.WCO), person(Role.WCU_SUPERVISOR)):
        assert referral.reference in page_of(signed_in(colleague))


def test_the_number_of_queries_does_not_grow_with_the_list(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    browser, counts = signed_in(officer), []
    for rows in (1, 3):
        while Referral.objects.count() < rows:
            send(officer, draft_of, Referral.objects.count())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_of(browser)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_follow_one_another_both_ways_without_a_gap(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    first_sent = send(officer, draft_of)
    for number in range(PAGE_SIZE + 1):  # the rows alone: all that a list reads of a referral
        received_at = first_sent.received_at + timedelta(minutes=number + 1)
        facts = {"submitted_by": officer, "organisation": officer.organisation, "content": first_sent.content}
        day = first_sent.received_on
        Referral.objects.create(reference=f"REF-90{number:02d}AB", received_at=received_at, received_on=day, **facts)
    sent = list(Referral.objects.order_by("-received_at").values_list("reference", flat=True))
    browser, address = signed_in(officer), reverse("victims:my_referrals")
    first = browser.get(address)
    older = browser.get(address + first.context["next_url"])
    newer = browser.get(address + older.context["previous_url"])
    shown = [[row.reference for row in page.context["page"].rows] for page in (first, older, newer)]
    assert shown == [sent[:PAGE_SIZE], sent[PAGE_SIZE:], sent[:PAGE_SIZE]]
    assert (first.context["previous_url"], older.context["next_url"], newer.context["previous_url"]) == ("", "", "")


def test_a_place_in_the_list_that_does_not_exist_is_the_beginning(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    referral, browser = send(officer, draft_of), signed_in(officer)
    for place in ("RXXXXXXXXXX", "%00", "'; drop", "x" * 5000):
        for way in ("older", "newer"):
            answer = browser.get(f"{reverse('victims:my_referrals')}?{way}={place}")
            assert [row.reference for row in answer.context["page"].rows] == [referral.reference]


def test_unfinished_drafts_are_counted(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft_of(officer, without=("victim",))
    assert "You have 1 referral that is not sent yet." in page_of(signed_in(officer))
