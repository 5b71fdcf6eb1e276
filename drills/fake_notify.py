"""GOV.UK Notify, as far as its own client uses it: `python -m drills.fake_notify FOLDER PORT`. In tests: `FakeNotify`.

It journals every message it takes in FOLDER/journal.jsonl and misbehaves as FOLDER/faults.json says. Like the real one
it stores the sender's reference, does not insist that it is unique, and can be asked for it.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from drills.journal import Journal
from drills.notify_messages import SERVICE, Messages, wrong_token
from drills.sink_faults import Fault, Faults, FaultsInForce

CHANNELS = {"email", "sms", "letter"}
ADDRESS = {"email": "email_address", "sms": "phone_number"}
NOTIFICATIONS = "/v2/notifications"


@dataclass
class Shared:
    """What the connections share."""

    journal: Journal
    faults: FaultsInForce
    messages: Messages
    stopping: Event


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    shared: Shared


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_POST(self) -> None:
        written = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if problem := wrong_token(self.headers.get("Authorization", "")):
            return self._refuse(HTTPStatus.FORBIDDEN, "AuthError", problem)
        channel = urlsplit(self.path).path.removeprefix(f"{NOTIFICATIONS}/")
        if channel not in CHANNELS:
            return self._refuse(HTTPStatus.NOT_FOUND, "NotFound", "Not found")
        posted = json.loads(written)
        if missing := next((name for name in _required(channel, posted) if not posted.get(name)), None):
            return self._refuse(HTTPStatus.BAD_REQUEST, "ValidationError", f"{missing} is a required property")
        return self._take(channel, posted, self.server.shared.faults.draw())

    def do_GET(self) -> None:
        if problem := wrong_token(self.headers.get("Authorization", "")):
            return self._refuse(HTTPStatus.FORBIDDEN, "AuthError", problem)
        address, messages = urlsplit(self.path), self.server.shared.messages
        ends = self.server.shared.faults.now().ends
        if address.path == NOTIFICATIONS:
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            found = messages.found(ends, **asked)
            return self._say(HTTPStatus.OK, {"notifications": found, "links": {"current": self.path}})
        one = messages.one(address.path.removeprefix(f"{NOTIFICATIONS}/"), ends)
        return self._say(HTTPStatus.OK, one) if one else self._refuse(404, "NoResultFound", "No result found")

    def _take(self, channel: str, posted: dict[str, Any], fault: Fault | None) -> None:
        shared = self.server.shared
        silence = shared.faults.now().silence
        if fault is Fault.REFUSE:
            self._note(channel, posted, fault, taken=False)
            return self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Exception", "Internal server error")
        if fault is Fault.HANG:
            self._note(channel, posted, fault, taken=False)
        if fault in {Fault.HANG, Fault.LATE}:
            shared.stopping.wait(silence)
        if fault is Fault.HANG:
            return self._hang_up()
        answer = shared.messages.take(channel, posted)
        self._note(channel, posted, fault, taken=True)
        if fault is None:
            return self._say(HTTPStatus.CREATED, answer)
        if fault is Fault.SLOW:
            shared.stopping.wait(silence)
        return self._hang_up()

    def _note(self, channel: str, posted: dict[str, Any], fault: Fault | None, *, taken: bool) -> None:
        personal = posted.get("personalisation") or {}
        self.server.shared.journal.note(
            posted.get("reference") or "",
            to=posted.get(ADDRESS.get(channel, ""), personal.get("address_line_1", "")),
            subject=str(personal.get("subject", "")),
            body=json.dumps(personal),
            channel=channel,
            taken=taken,
            fault=fault.value if fault else "",
        )

    def _hang_up(self) -> None:
        self.close_connection = True

    def _refuse(self, status: int, error: str, message: str) -> None:
        self._say(status, {"status_code": int(status), "errors": [{"error": error, "message": message}]})

    def _say(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The journal says it."""


class FakeNotify:
    """`with FakeNotify(folder) as notify:` then `notify.url` and `drills.notify_messages.API_KEY`."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder, self._stopping = folder, Event()
        self._server = _Server(("127.0.0.1", port), _Connection)
        self._server.shared = Shared(Journal(folder), FaultsInForce(folder), Messages(), self._stopping)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def misbehave(self, faults: Faults) -> None:
        faults.write(self.folder)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.shared.journal.close()


def _required(channel: str, posted: dict[str, Any]) -> tuple[str, ...]:
    if channel == "letter":
        return ("reference",) if "content" in posted else ("template_id", "personalisation")
    return (ADDRESS[channel], "template_id")


def main(folder: Path, port: int) -> None:
    ended = Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with FakeNotify(folder, port) as notify:
        print(f"{notify.url} for service {SERVICE}", flush=True)
        ended.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
