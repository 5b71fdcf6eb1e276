"""A provider that answers nonsense, too much or about another message: nothing is believed, and no other one waits.

The answers are given by a server of the test's own on the loopback; the real client reads them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from accounts.models import User
from drills.notify_messages import API_KEY
from notifications.actions.channel_pauses import let_stand_still
from notifications.actions.delivery_status import check_deliveries
from notifications.actions.outbox import drain
from notifications.actions.settling import begin, settle
from notifications.channels.delivery import Delivery
from notifications.channels.notify import Notify
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import ChannelPause, OutboxMessage
from notifications.rules.retry import LONGEST_PAUSE
from tests.notifications.mail_sink import MailSink
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Waiting = Callable[..., OutboxMessage]
ANOTHER = "11111111-2222-4333-8444-555555555555"


class _Answers(BaseHTTPRequestHandler):
    status: int = 200
    body: bytes = b""
    headers_said: dict[str, str] = {}

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def do_GET(self) -> None:
        self.send_response(self.status)
        for name, value in {**self.headers_said, "Content-Length": str(len(self.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def says(settings: Any) -> Iterator[Callable[..., None]]:
    """From now on Notify answers this, whatever it is asked."""

    class Answers(_Answers):
        """Of this test alone."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.NOTIFY_API_KEY, settings.NOTIFY_ADDRESS = API_KEY, f"http://127.0.0.1:{server.server_address[1]}"
    settings.NOTIFY_TEMPLATES = dict.fromkeys(("notify_email", "text", "letter"), "a template")

    def answer(said: Any, status: int = 200, **headers: str) -> None:
        Answers.status, Answers.headers_said = status, headers
        Answers.body = said if isinstance(said, bytes) else json.dumps(said).encode()

    yield answer
    server.shutdown()
    server.server_close()


DEEP = b"[" * 200_000 + b"]" * 200_000
NONSENSE = [
    {"id": "x" * 5000},
    {"id": "a\x00b"},
    {"id": {"a": 1}},
    {"id": "../../v2/notifications"},
    [],
    "id",
    None,
    DEEP,
]


@pytest.mark.parametrize("said", NONSENSE, ids=range(len(NONSENSE)))
def test_an_answer_that_is_no_number_of_a_message_leaves_it_in_doubt_and_stops_no_other(
    waiting: Waiting, says: Callable[..., None], said: Any
) -> None:
    waiting("1:due_soon:2026-11-26:1", channel="notify_email")
    waiting("2:due_soon:2026-11-26:1", channel="notify_email")
    says(said, 201)
    drain()
    assert list(OutboxMessage.objects.values_list("state", "provider_id")) == [("uncertain", "")] * 2


@pytest.mark.parametrize("channel", ["notify_email", "text"])
def test_a_yes_that_cannot_be_read_may_be_a_yes(
    waiting: Waiting, says: Callable[..., None], jo: User, channel: str
) -> None:
    """Taken for a no it would be sent again without asking, and a text would arrive twice."""
    User.objects.update(phone="07700900123")
    waiting(channel=channel)
    says(b"<html>a proxy's own page", 201)
    drain()
    assert list(OutboxMessage.objects.values_list("state", "doubts")) == [("uncertain", 1)]


def test_a_message_of_somebody_else_is_not_taken_for_ours(waiting: Waiting, says: Callable[..., None]) -> None:
    """Otherwise one that never left would stand as sent, and nobody would be told."""
    message = waiting(channel="notify_email")
    says(b"nothing that can be read", 201)
    drain()
    says({"notifications": [{"id": ANOTHER, "reference": "another", "status": "delivered"}]})
    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        drain()
    message.refresh_from_db()
    assert (message.state, message.provider_id) == ("uncertain", "")


@pytest.mark.parametrize("said", [DEEP, {"notifications": "x"}, {"notifications": [[]]}, [1]], ids=range(4))
def test_when_it_is_asked_and_answers_nonsense_the_run_goes_on(
    waiting: Waiting, says: Callable[..., None], sink: MailSink, said: Any
) -> None:
    doubtful = waiting(channel="notify_email")
    says(b"nothing that can be read", 201)
    drain()
    waiting("2:due_soon:2026-11-26:1")
    says(said)
    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        drain()
    doubtful.refresh_from_db()
    assert doubtful.state == "uncertain"
    assert OutboxMessage.objects.filter(state="sent").count() == 1, "the e-mail behind it went"


def test_what_became_of_another_message_is_not_believed_of_ours(waiting: Waiting, says: Callable[..., None]) -> None:
    waiting(channel="notify_email", state="sent", worded_at=clock.now(), settled_at=clock.now(), provider_id=ANOTHER)
    says({"id": "99999999-2222-4333-8444-555555555555", "status": "delivered"})
    sweep = check_deliveries()
    assert (sweep.done, len(sweep.failed)) == (0, 1)
    assert OutboxMessage.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"id": ANOTHER, "status": "a\x00b"}, 200),
        ({"id": ANOTHER, "status": {"x": 1}}, 200),
        ({"errors": ["text", 3]}, 400),
        ({"errors": [{"message": "no\x00thing"}]}, 400),
        ({"errors": [{"message": "x" * 100_000}]}, 404),
        (DEEP, 200),
        (DEEP, 500),
    ],
    ids=range(7),
)
def test_a_status_that_cannot_be_read_stops_no_other(
    waiting: Waiting, says: Callable[..., None], said: Any, status: int
) -> None:
    waiting(channel="notify_email", state="sent", worded_at=clock.now(), settled_at=clock.now(), provider_id=ANOTHER)
    says(said, status)
    check_deliveries()
    assert OutboxMessage.objects.get().state == "sent"


@pytest.mark.parametrize("errors", [["text", 3], [{"message": "no\x00thing"}], [{"message": "x" * 100_000}], {"a": 1}])
def test_a_refusal_in_words_nobody_can_keep_is_a_refusal(
    waiting: Waiting, says: Callable[..., None], errors: Any
) -> None:
    waiting(channel="notify_email")
    says({"errors": errors}, 400)
    drain()
    message = OutboxMessage.objects.get()
    assert message.state == MessageState.FAILED
    assert "GOV.UK Notify refused it: 400" in message.last_error


@pytest.mark.parametrize("seconds", ["9" * 11, "9" * 30, "9" * 5000])
def test_a_provider_that_asks_for_a_pause_of_years_is_asked_again_the_same_day(
    waiting: Waiting, says: Callable[..., None], seconds: str
) -> None:
    waiting(channel="notify_email")
    says({"errors": []}, 429, **{"Retry-After": seconds})
    drain()
    assert ChannelPause.objects.get().until <= clock.now() + LONGEST_PAUSE
    assert OutboxMessage.objects.get().state == "queued"


def test_never_raises_where_it_is_said_not_to(says: Callable[..., None]) -> None:
    says(DEEP, 503, **{"Retry-After": "9" * 5000})
    assert Notify().status(ANOTHER).why


def test_what_a_mail_server_says_can_always_be_kept(waiting: Waiting) -> None:
    message = waiting(state="sending", leased_by="me", leased_until=clock.now(), worded_at=clock.now())
    begin(message)
    said = "The mail server refused it: 550 no\x00 such\r\nBcc: x"
    settle(message, Delivery(Outcome.REFUSED, said))
    message.refresh_from_db()
    assert message.last_error == "The mail server refused it: 550 no such Bcc: x"
    let_stand_still(MessageChannel.EMAIL, Delivery(Outcome.UNREACHABLE, said))
    assert "\x00" not in ChannelPause.objects.get().reason
