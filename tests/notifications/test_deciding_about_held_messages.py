"""A manager looks at held messages and sends a few, all or none of them, once, and only those of their own unit."""

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
from notifications.actions.held_batches import BatchDecided, discard_batch, release_batch, sample_batch
from notifications.actions.outbox import drain
from notifications.models import HeldBatch, OutboxMessage
from tests.factories.victims import ReferralRequestFactory
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
HERE, ELSEWHERE = "N57", "N59"
Browser = Callable[..., Client]


@pytest.fixture
def sam(person: Callable[..., User]) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


def held(messages: int, region: str | None = HERE) -> HeldBatch:
    batch = HeldBatch.objects.create(
        origin="notifications.chase", region_id=region, messages_held=messages, held_at=clock.now()
    )
    request = ReferralRequestFactory()
    for number in range(messages):
        message = OutboxMessage.objects.create(
            dedupe_key=f"{batch.pk}:{number}",
            cause="prompt",
            address=f"office{number % 2}@kent.example",
            region_id=region,
            subject=f"Referral {number} is missing",
            body="Please refer.",
            state="held",
            batch=batch,
            queued_at=clock.now(),
            not_before=clock.now(),
        )
        message.requests.set([request])
    return batch


def states(batch: HeldBatch) -> list[str]:
    return list(batch.messages.order_by("pk").values_list("state", flat=True))


def test_a_few_leave_first_and_the_rest_stay_held(sam: User) -> None:
    batch = held(7)
    assert sample_batch(batch=batch, by=sam) == 5
    drain()

    assert states(batch) == ["sent"] * 5 + ["held"] * 2
    assert HeldBatch.objects.waiting().get() == batch


def test_when_a_few_are_all_the_batch_is_decided(sam: User) -> None:
    batch = held(2)
    sample_batch(batch=batch, by=sam)

    assert HeldBatch.objects.get().decision == "released"


def test_all_of_them_leave_once(sam: User) -> None:
    batch = held(3)
    release_batch(batch=batch, by=sam)
    drain()
    drain()

    assert states(batch) == ["sent"] * 3
    assert len(mail.outbox) == 3


def test_none_of_them_leaves_and_the_row_says_where_to_look(sam: User) -> None:
    batch = held(3)
    discard_batch(batch=batch, reason="Made by mistake", by=sam)
    drain()

    assert states(batch) == ["dropped"] * 3
    assert mail.outbox == []
    assert "audit trail" in OutboxMessage.objects.earliest("pk").last_error
    entry = AuditEntry.objects.get(verb="messages.discarded")
    assert (entry.actor, entry.facts) == (sam, {"number": 3, "made_by": "requests for referrals"})


def test_the_second_manager_is_told_who_was_first(sam: User, person: Callable[..., User]) -> None:
    batch = held(3)
    discard_batch(batch=batch, reason="Made by mistake", by=sam)

    with pytest.raises(BatchDecided, match="Sam Okoro decided about these messages on Friday 20 November 2026"):
        release_batch(batch=batch, by=person(Role.MANAGER))
    assert states(batch) == ["dropped"] * 3


def test_what_was_answered_meanwhile_is_dropped_when_its_turn_comes(sam: User) -> None:
    batch = held(1)
    batch.messages.get().requests.clear()
    release_batch(batch=batch, by=sam)
    drain()

    assert states(batch) == ["dropped"]


def test_the_list_says_what_made_them_how_many_and_for_whom(sam: User, signed_in: Browser) -> None:
    held(3)
    page = signed_in(sam).get("/messages/held/").content.decode()

    assert "Requests for referrals" in page
    assert "2 offices" in page
    assert "Friday 20 November 2026" in page


def test_an_empty_list_says_so(sam: User, signed_in: Browser) -> None:
    assert "No messages are held" in signed_in(sam).get("/messages/held/").content.decode()


def test_the_page_shows_ten_as_they_would_leave(sam: User, signed_in: Browser) -> None:
    batch = held(12)
    page = signed_in(sam).get(f"/messages/held/{batch.pk}/").content.decode()

    assert page.count("An office:") == 10
    assert "The first 10 of 12" in page
    assert "Referral 9 is missing" in page


def test_a_page_left_open_while_the_batch_changed_is_refused(sam: User, signed_in: Browser) -> None:
    batch = held(7)
    browser = signed_in(sam)
    answer = browser.post(f"/messages/held/{batch.pk}/send/", {"seen": "8"})

    assert "This changed while the page was open" in answer.content.decode()
    assert set(states(batch)) == {"held"}


@pytest.mark.parametrize(
    ("choice", "given", "left"),
    [("sample", {}, "queued"), ("send", {}, "queued"), ("discard", {"reason": "Made by mistake"}, "dropped")],
)
def test_each_button_does_what_it_says(
    choice: str, given: dict[str, Any], left: str, sam: User, signed_in: Browser
) -> None:
    batch = held(2)
    answer = signed_in(sam).post(f"/messages/held/{batch.pk}/{choice}/", {"seen": "2", **given}, follow=True)

    assert set(states(batch)) == {left}
    assert "2 messages will" in answer.content.decode()


def test_not_sending_needs_a_reason(sam: User, signed_in: Browser) -> None:
    batch = held(2)
    answer = signed_in(sam).post(f"/messages/held/{batch.pk}/discard/", {"seen": "2", "reason": ""})

    assert "Give a reason" in answer.content.decode()
    assert set(states(batch)) == {"held"}


def test_a_manager_elsewhere_finds_nothing_of_it(signed_in: Browser) -> None:
    batch = held(2)
    browser = signed_in(Role.MANAGER, region=ELSEWHERE)

    assert "Requests for referrals" not in browser.get("/messages/held/").content.decode()
    assert browser.get(f"/messages/held/{batch.pk}/").status_code == 404
    assert browser.post(f"/messages/held/{batch.pk}/send/", {"seen": "2"}).status_code == 404
    assert set(states(batch)) == {"held"}


def test_administrators_decide_for_a_unit_without_a_manager_and_for_no_unit(signed_in: Browser, sam: User) -> None:
    ours, theirs, nobodys = held(1), held(1, ELSEWHERE), held(1, None)
    browser = signed_in(Role.ADMIN)

    assert [browser.get(f"/messages/held/{batch.pk}/").status_code for batch in (ours, theirs, nobodys)] == [
        404,
        200,
        200,
    ]


def test_three_batches_take_as_many_queries_as_one(sam: User, signed_in: Browser) -> None:
    browser = signed_in(sam)
    held(2)
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get("/messages/held/")
    held(2)
    held(3)
    with CaptureQueriesContext(connection) as three:
        browser.get("/messages/held/")

    assert len(one) == len(three)


def test_every_page_of_a_manager_says_that_messages_are_held(sam: User, signed_in: Browser) -> None:
    browser, told = signed_in(sam), "held until you decide"
    assert told not in browser.get("/reminders/").content.decode()
    held(2)

    assert told in browser.get("/reminders/").content.decode()
    assert told not in signed_in(Role.VAO).get("/reminders/").content.decode()
    assert told not in signed_in(Role.MANAGER, region=ELSEWHERE).get("/reminders/").content.decode()


@pytest.mark.parametrize(("role", "leads_there"), [(Role.MANAGER, True), (Role.ADMIN, True), (Role.VAO, False)])
def test_it_leads_those_who_decide_to_held_messages(role: Role, leads_there: bool, signed_in: Browser) -> None:
    page = signed_in(role).get("/messages/").content.decode()

    assert ('href="/messages/held/">Held messages</a>' in page) is leads_there
