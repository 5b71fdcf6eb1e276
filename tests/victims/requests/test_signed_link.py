"""The signed link: what it shows without an account, how it answers, and when it no longer works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import OrganisationKind, Role
from accounts.models import AuditEntry, Organisation, User
from tests.access.court_world import court_file, held_result
from tests.factories.accounts import unit
from tests.factories.cases import NOW
from tests.factories.victims import ReferralRequestFactory
from victims.enums import ImportState
from victims.models import ChaseSetting, CourtResult, ReferralRequest
from victims.queries.answer_links import USES_OF_A_CLIENT, USES_OF_A_LINK, sign_link
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
INBOX = "care@kent.example"


@pytest.fixture
def office() -> Organisation:
    found = unit(OrganisationKind.WCU)
    ChaseSetting.objects.create(
        organisation=found,
        valid_from=NOW.date(),
        reply_days=10,
        second_day=5,
        third_day=10,
        supervisor_inbox=INBOX,
    )
    return found


def address(*requests: ReferralRequest) -> str:
    return reverse("victims:answer_link", args=[sign_link(requests[0].organisation, INBOX, list(requests))])


def test_it_shows_the_offence_and_whom_it_concerns_and_never_the_offender(office: Organisation, client: Client) -> None:
    request = ReferralRequestFactory(case__conviction__offender__last_name="Brackenbury")

    page = client.get(address(request), follow=True)

    said = page.content.decode()
    assert page.status_code == 200
    assert "Bryony Marchetti" in said
    assert request.offences.get().title in said
    assert "Brackenbury" not in said
    assert request.case.reference not in said
    assert "no-store" in page.headers["Cache-Control"]


def test_opening_it_changes_nothing_and_is_written_down(office: Organisation, client: Client) -> None:
    request = ReferralRequestFactory()

    client.get(address(request), follow=True)

    request.refresh_from_db()
    assert request.answer == ""
    labels = AuditEntry.objects.filter(verb="request.link_opened").values_list("actor_label", flat=True)
    assert set(labels) == {f"By the link sent to {INBOX}"}


def test_an_answer_ends_it(office: Organisation, client: Client) -> None:
    request = ReferralRequestFactory()
    link = address(request)
    page = client.get(link, follow=True)

    client.post(page.redirect_chain[-1][0], {"answer": "cannot_identify", "note": "No statement was taken"})

    request.refresh_from_db()
    assert (request.answer, request.answered_through) == ("cannot_identify", INBOX)
    again = client.get(link)
    assert again.status_code == 410
    assert "has been answered" in again.content.decode()


def test_a_list_leads_to_each_and_holds_nothing_found_later_or_of_another_office(
    office: Organisation, client: Client
) -> None:
    first, second = ReferralRequestFactory(concerning="Asta Osei"), ReferralRequestFactory(concerning="Carys Abara")
    ReferralRequestFactory(concerning="Found Later", found_on=NOW.date() + timedelta(days=1))
    elsewhere = ReferralRequestFactory(concerning="Of Sussex", organisation=unit(OrganisationKind.WCU, force="Sussex"))
    link = address(first, second)

    said = client.get(link).content.decode()

    assert all(name in said for name in ("Asta Osei", "Carys Abara"))
    assert not [name for name in ("Found Later", "Of Sussex") if name in said]
    assert client.get(f"{link}{elsewhere.reference}/").status_code == 410


def test_it_no_longer_works_when_changed_old_or_of_a_former_inbox(office: Organisation, client: Client) -> None:
    link = address(ReferralRequestFactory())
    assert client.get(f"{link[:-6]}aaaaa/").status_code == 410
    with clock.frozen_at(NOW + timedelta(days=8)):
        assert client.get(link).status_code == 410
    with clock.frozen_at(NOW + timedelta(days=7)):
        assert client.get(link).status_code == 302

    ChaseSetting.objects.filter(organisation=office).update(supervisor_inbox="new@kent.example")

    refused = client.get(link)
    assert refused.status_code == 410
    assert "Marchetti" not in refused.content.decode()


def test_referred_without_a_referral_of_the_office_is_not_taken(office: Organisation, client: Client) -> None:
    request = ReferralRequestFactory()
    page = client.get(address(request), follow=True)

    said = client.post(page.redirect_chain[-1][0], {"answer": "referred", "reference": "REF-UNKNOWN"})

    assert "sent no referral with this reference" in said.content.decode()
    assert ReferralRequest.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("urn", "said", "unsaid"), [("01ZD 0303208", "01ZD0303208", "Not known"), ("Jasper M", "Not known", "Jasper")]
)
def test_it_says_the_police_case_number_and_nothing_else_that_stands_in_that_cell(
    office: Organisation, client: Client, person: Callable[..., User], urn: str, said: str, unsaid: str
) -> None:
    request = ReferralRequestFactory()
    result = held_result(court_file(person(Role.VAO), ImportState.DONE, ""))
    CourtResult.objects.filter(pk=result.pk).update(request=request, raw=result.raw | {"urn": urn})

    page = client.get(address(request), follow=True).text

    assert said in page
    assert unsaid not in page
    assert "Merriweather" not in page


def test_it_says_until_when_it_works(office: Organisation, client: Client) -> None:
    first, second = ReferralRequestFactory(concerning="Asta Osei"), ReferralRequestFactory(concerning="Carys Abara")

    assert "which works until Friday 27 November 2026" in client.get(address(first), follow=True).text
    assert "The link works until Friday 27 November 2026" in client.get(address(first, second)).text


def test_a_link_opened_again_and_again_rests_and_others_do_not(office: Organisation) -> None:
    found_on = NOW.date() - timedelta(days=1)  # signed apart from the links of other tests in the same second
    worn, fresh = address(*ReferralRequestFactory.create_batch(2, found_on=found_on)), address(ReferralRequestFactory())
    browser = Client(REMOTE_ADDR=f"worn-{uuid4()}")

    opened = [browser.get(worn).status_code for _ in range(USES_OF_A_LINK + 1)]

    assert (set(opened[:-1]), opened[-1]) == ({200}, 429)
    resting = Client(REMOTE_ADDR=f"other-{uuid4()}").get(worn)
    assert (resting.status_code, "Wait 10 minutes" in resting.text, "Marchetti" in resting.text) == (429, True, False)
    assert browser.get(fresh).status_code == 302


def test_an_address_that_tries_link_after_link_is_held_back_and_others_are_not(office: Organisation) -> None:
    link, browser = address(ReferralRequestFactory()), Client(REMOTE_ADDR=f"guessing-{uuid4()}")

    tried = [
        browser.get(reverse("victims:answer_link", args=[f"guess{n}"])).status_code for n in range(USES_OF_A_CLIENT)
    ]

    assert set(tried) == {410}
    assert browser.get(link).status_code == 429
    assert Client(REMOTE_ADDR=f"officer-{uuid4()}").get(link).status_code == 302
