"""What did not arrive stands on a list of the unit until somebody sends it again, posts it or says what they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import AuditEntry, User
from notifications.actions.outbox import drain
from notifications.actions.undelivered import MessageMovedOn, deal_with, mark_posted, send_again
from notifications.models import OutboxMessage
from tests.factories.victims import ReferralRequestFactory
from vlu.lib import clock
from vlu.lib.addresses import address_outside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Browser = Callable[..., Client]
Make = Callable[..., OutboxMessage]


@pytest.fixture
def vao(person: Callable[..., User]) -> User:
    return person(Role.VAO, name="Pat Quill")


@pytest.fixture
def not_arrived(db: None) -> Make:
    """A request for a referral that an office did not get."""

    def make(key: str = "a", **facts: Any) -> OutboxMessage:
        request = ReferralRequestFactory()
        given = {
            "body": "Please refer.",
            "region_id": "N57",
            "state": "failed",
            "last_error": "No such address",
            "settled_at": clock.now(),
        }
        message = OutboxMessage.objects.create(
            dedupe_key=key,
            cause="prompt",
            address="care@kent.example",
            subject="A referral is missing",
            queued_at=clock.now(),
            not_before=clock.now(),
            **{**given, **facts},
        )
        message.requests.set([request])
        return message

    return make


@pytest.fixture
def of_a_case(waiting: Make) -> OutboxMessage:
    """A reminder to Jo that did not arrive."""
    return waiting(state="failed", last_error="No such address", settled_at=clock.now(), region_id="N57")


def test_the_list_says_what_to_whom_why_and_since_when(vao: User, signed_in: Browser, not_arrived: Make) -> None:
    message = not_arrived()
    page = signed_in(vao).get("/messages/").content.decode()

    for words in (
        "Request for a referral",
        message.requests.get().reference,
        "care@kent.example",
        "No such address",
        "Friday 20 November 2026",
    ):
        assert words in page


def test_the_list_can_be_narrowed_in_its_address(vao: User, signed_in: Browser, not_arrived: Make) -> None:
    not_arrived("a"), not_arrived("b", state="uncertain", last_error="The line broke")
    browser = signed_in(vao)

    unsure = browser.get("/messages/?show=uncertain").content.decode()
    assert "The line broke" in unsure
    assert "No such address" not in unsure
    assert "The line broke" in browser.get("/messages/?show=nonsense").content.decode()


def test_an_empty_list_says_so(vao: User, signed_in: Browser) -> None:
    assert "Every message was sent or is on its way" in signed_in(vao).get("/messages/").content.decode()


def test_what_is_sent_again_leaves_once_more(vao: User, signed_in: Browser, not_arrived: Make) -> None:
    message = not_arrived(attempts=7)
    signed_in(vao).post(f"/messages/{message.reference}/again/", {"yes": "yes"})
    drain()

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 1)
    assert len(mail.outbox) == 1


def test_one_that_may_have_left_is_sent_again_only_after_somebody_checked(
    vao: User, signed_in: Browser, not_arrived: Make
) -> None:
    message, browser = not_arrived(state="uncertain"), signed_in(vao)
    answer = browser.post(f"/messages/{message.reference}/again/", {"yes": "yes"})
    assert "Check with them first" in answer.content.decode()
    message.refresh_from_db()
    assert message.state == "uncertain"

    browser.post(f"/messages/{message.reference}/again/", {"checked": "on"})
    message.refresh_from_db()
    assert message.state == "queued"


def test_saying_that_it_is_dealt_with_needs_a_note_and_clears_the_list(
    vao: User, signed_in: Browser, not_arrived: Make
) -> None:
    message, browser = not_arrived(), signed_in(vao)
    address = f"/messages/{message.reference}/dealt-with/"
    assert "Say what you did" in browser.post(address, {"note": ""}).content.decode()
    browser.post(address, {"note": "Telephoned the office"})

    message.refresh_from_db()
    assert (message.state, message.acknowledged_by, message.note) == ("acknowledged", vao, "Telephoned the office")
    assert AuditEntry.objects.get(verb="message.dealt_with").facts == {"about": "Request for a referral"}
    assert "Pat Quill" in browser.get(f"/messages/{message.reference}/").content.decode()


def test_the_second_person_is_told_who_was_first(vao: User, person: Callable[..., User], not_arrived: Make) -> None:
    message = not_arrived()
    deal_with(message=message, note="Telephoned", by=vao)

    with pytest.raises(MessageMovedOn, match="Pat Quill has dealt with this message already"):
        send_again(message=message, by=person(Role.MANAGER))


def test_one_that_is_still_asked_about_by_itself_is_nobodys_yet(
    vao: User, signed_in: Browser, not_arrived: Make
) -> None:
    message = not_arrived(state="uncertain", settled_at=None, last_error="The line broke")

    assert "The line broke" not in signed_in(vao).get("/messages/").content.decode()
    with pytest.raises(MessageMovedOn, match="still finding out"):
        send_again(message=message, by=vao)


def test_one_the_provider_knows_gets_another_reference_and_starts_anew(vao: User, not_arrived: Make) -> None:
    message = not_arrived(state="uncertain", channel="letter", doubts=1, provider_id="x", attempts=3)
    again = send_again(message=message, by=vao)

    assert again.reference != message.reference
    assert (again.state, again.doubts, again.attempts, again.provider_id) == ("queued", 0, 0, "")
    assert AuditEntry.objects.get(verb="message.sent_again").subject_ref == str(message.reference)


def test_a_letter_is_printed_posted_and_may_come_back(vao: User, signed_in: Browser, not_arrived: Make) -> None:
    message, browser = not_arrived(), signed_in(vao)
    envelope = "Kent Witness Care Unit\n14 Fossil Street\nMaidstone"
    browser.post(f"/messages/{message.reference}/post/", {"envelope": envelope})
    drain()
    message.refresh_from_db()
    assert (message.state, message.channel) == ("queued", "print"), "the outbox never takes what is printed"
    assert mail.outbox == []

    assert "To be posted" in browser.get("/messages/letters/").content.decode()
    letter = browser.get(f"/messages/{message.reference}/letter/").content.decode()
    assert "14 Fossil Street<br>Maidstone" in letter
    assert "<nav" not in letter

    browser.post(f"/messages/{message.reference}/letter/posted/")
    message.refresh_from_db()
    assert message.state == "sent"
    browser.post(f"/messages/{message.reference}/letter/returned/")
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("failed", "The letter came back by post.")


@pytest.mark.parametrize("page", ["", "letter/"])
def test_the_link_of_an_office_is_not_shown_to_the_unit(
    page: str, vao: User, signed_in: Browser, not_arrived: Make
) -> None:
    link = address_outside("victims:answer_link", "s3cret-token:of.an-office")
    message = not_arrived(channel="print", body=f"Answer here: {link}\n\nThank you.")
    words = signed_in(vao).get(f"/messages/{message.reference}/{page}").content.decode()

    assert "s3cret" not in words
    assert "Answer here: (a link for that office alone)" in words
    assert "Thank you" in words


def test_a_letter_that_nobody_need_post_is_taken_off_the_list(vao: User, not_arrived: Make) -> None:
    message = not_arrived(state="queued", channel="print", settled_at=None)
    deal_with(message=message, note="They telephoned", by=vao)

    assert not OutboxMessage.objects.to_be_posted().exists()


def test_only_what_is_printed_can_be_posted_by_hand(vao: User, not_arrived: Make) -> None:
    with pytest.raises(MessageMovedOn):
        mark_posted(message=not_arrived(state="queued", settled_at=None), by=vao)


@pytest.mark.parametrize("envelope", ["", "One line only", "\n".join("abcdefgh")])
def test_an_envelope_has_a_name_and_an_address(envelope: str, vao: User, signed_in: Browser, not_arrived: Make) -> None:
    message = not_arrived()
    answer = signed_in(vao).post(f"/messages/{message.reference}/post/", {"envelope": envelope})

    assert "There is a problem" in answer.content.decode()
    message.refresh_from_db()
    assert message.state == "failed"


def test_what_is_settled_meanwhile_is_not_posted(vao: User, signed_in: Browser, not_arrived: Make) -> None:
    message = not_arrived()
    message.requests.clear()
    answer = signed_in(vao).post(f"/messages/{message.reference}/post/", {"envelope": "A\nB"})

    assert answer.status_code == 409
    assert "nothing to send any more" in answer.content.decode()


def test_a_case_is_a_link_for_whoever_may_open_it(vao: User, signed_in: Browser, of_a_case: OutboxMessage) -> None:
    assert of_a_case.reminder is not None
    enrolment = of_a_case.reminder.enrolment
    link = f'href="/cases/{enrolment.case.reference}/"'
    address, browser = f"/messages/{of_a_case.reference}/", signed_in(vao)
    assert link in browser.get(address).content.decode()

    type(enrolment).objects.filter(pk=enrolment.pk).update(restricted=True)
    page = browser.get(address).content.decode()
    assert enrolment.reference in page
    assert link not in page
    for name in (enrolment.victim.last_name, enrolment.case.offender.last_name):
        assert name not in page


def test_the_page_of_the_case_says_that_it_was_not_delivered(
    vao: User, jo: User, signed_in: Browser, of_a_case: OutboxMessage
) -> None:
    assert of_a_case.reminder is not None
    address = f"/cases/{of_a_case.reminder.enrolment.case.reference}/"
    link = f"/messages/{of_a_case.reference}/"
    for_the_officer, for_the_office = (signed_in(who).get(address).content.decode() for who in (jo, vao))

    assert "Not delivered" in for_the_officer
    assert "No such address" in for_the_officer
    assert link not in for_the_officer
    assert link in for_the_office
    deal_with(message=of_a_case, note="Told Jo myself", by=vao)
    assert "Not delivered" not in signed_in(jo).get(address).content.decode()


@pytest.mark.parametrize(("role", "home"), [(Role.VAO, "/intake/"), (Role.MANAGER, "/manage/")])
def test_the_first_page_counts_them(role: Role, home: str, signed_in: Browser, not_arrived: Make) -> None:
    not_arrived("a"), not_arrived("b")
    page = " ".join(signed_in(role).get(home).content.decode().split())

    assert '<span class="app-tiles__number">2</span> <span class="app-tiles__words">messages that need a person' in page


def test_another_unit_finds_nothing_of_it(signed_in: Browser, not_arrived: Make) -> None:
    message, browser = not_arrived(), signed_in(Role.VAO, region="N59")

    assert "care@kent.example" not in browser.get("/messages/").content.decode()
    assert browser.get(f"/messages/{message.reference}/").status_code == 404


def test_administrators_deal_with_those_of_no_unit_and_of_a_unit_where_nobody_is_left(
    signed_in: Browser, vao: User, not_arrived: Make
) -> None:
    ours, theirs, nobodys = not_arrived("a"), not_arrived("b", region_id="N59"), not_arrived("c", region_id=None)
    browser = signed_in(Role.ADMIN)
    answers = [browser.get(f"/messages/{message.reference}/").status_code for message in (ours, theirs, nobodys)]

    assert answers == [404, 200, 200]


@pytest.mark.parametrize("address", ["/messages/", "/messages/letters/"])
def test_three_take_as_many_queries_as_one(address: str, vao: User, signed_in: Browser, not_arrived: Make) -> None:
    browser = signed_in(vao)

    def one_of_each(key: str) -> None:
        not_arrived(key)
        not_arrived(f"{key} to post", state="queued", channel="print", settled_at=None)
        not_arrived(f"{key} posted", state="sent", channel="print")

    one_of_each("a")
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    one_of_each("b")
    one_of_each("c")
    with CaptureQueriesContext(connection) as three:
        browser.get(address)

    assert len(one) == len(three)
