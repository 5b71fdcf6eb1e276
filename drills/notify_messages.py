"""The messages the fake Notify holds, in the words of its version 2 interface."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

SERVICE = "5a2f0c1e-7d3b-4a6e-9c48-1f0e2d3c4b5a"
SECRET = "0b1c2d3e-4f50-4617-8a92-b3c4d5e6f708"  # of nobody: the key the fake accepts
API_KEY = f"drills-{SERVICE}-{SECRET}"
SENDING_AFTER, ENDED_AFTER = 0.2, 0.6  # seconds from created to sending and from created to the end
PAGE = 250
_ON_THE_WAY = {"email": ("created", "sending"), "sms": ("created", "sending"), "letter": ("accepted", "accepted")}
_ARRIVED = {"email": "delivered", "sms": "delivered", "letter": "received"}


@dataclass(frozen=True)
class Message:
    channel: str
    posted: dict[str, Any]
    number: str = field(default_factory=lambda: str(uuid.uuid4()))
    created_at: float = field(default_factory=time.time)

    @property
    def to(self) -> str:
        return str(self.posted.get("email_address") or self.posted.get("phone_number") or "")

    def status(self, ends: dict[str, str]) -> str:
        age = time.time() - self.created_at
        created, sending = _ON_THE_WAY[self.channel]
        if age < SENDING_AFTER:
            return created
        return sending if age < ENDED_AFTER else ends.get(self.to, _ARRIVED[self.channel])

    def as_posted(self) -> dict[str, Any]:
        template = {"id": self.posted.get("template_id"), "version": 1, "uri": ""}
        content = {"body": json.dumps(self.posted.get("personalisation") or {}), "subject": "", "from_email": ""}
        answer = {"id": self.number, "reference": self.posted.get("reference"), "uri": "", "scheduled_for": None}
        return {**answer, "template": template, "content": content}

    def as_found(self, ends: dict[str, str]) -> dict[str, Any]:
        status = self.status(ends)
        ended = status not in {"created", "sending", "accepted"}
        return {
            "id": self.number,
            "reference": self.posted.get("reference"),
            "type": self.channel,
            "status": status,
            "email_address": self.posted.get("email_address"),
            "phone_number": self.posted.get("phone_number"),
            "body": json.dumps(self.posted.get("personalisation") or {}),
            "subject": None,
            "template": {"id": self.posted.get("template_id"), "version": 1, "uri": ""},
            "created_at": _in_utc(self.created_at),
            "sent_at": None if status in {"created", "accepted"} else _in_utc(self.created_at + SENDING_AFTER),
            "completed_at": _in_utc(self.created_at + ENDED_AFTER) if ended else None,
            "scheduled_for": None,
            "created_by_name": None,
        }


class Messages:
    def __init__(self) -> None:
        self._by_number: dict[str, Message] = {}
        self._by_reference: dict[str, list[Message]] = defaultdict(list)
        self._lock = Lock()

    def take(self, channel: str, posted: dict[str, Any]) -> dict[str, Any]:
        message = Message(channel, posted)
        with self._lock:
            self._by_number[message.number] = message
            self._by_reference[posted.get("reference") or ""].append(message)
        return message.as_posted()

    def one(self, number: str, ends: dict[str, str]) -> dict[str, Any] | None:
        message = self._by_number.get(number)
        return message.as_found(ends) if message else None

    def found(self, ends: dict[str, str], reference: str = "", status: str = "", **asked: str) -> list[dict[str, Any]]:
        """Newest first, a page. `asked` may hold template_type, the channel; what else is asked is ignored."""
        with self._lock:
            kept = self._by_reference.get(reference, []) if reference else list(self._by_number.values())
            newest_first = list(reversed(kept))
        of_channel = [each for each in newest_first if asked.get("template_type", each.channel) == each.channel]
        answers = (each.as_found(ends) for each in of_channel)
        return [answer for answer in answers if status in {"", answer["status"]}][:PAGE]


def wrong_token(authorization: str) -> str:
    """What Notify says of a token that the key did not sign, or empty."""
    parts = authorization.removeprefix("Bearer ").split(".")
    if len(parts) != 3:
        return "Unauthorized: authentication token must be provided"
    signed = hmac.new(SECRET.encode(), f"{parts[0]}.{parts[1]}".encode(), hashlib.sha256).digest()
    claims = json.loads(_decoded(parts[1]))
    if claims.get("iss") != SERVICE or not hmac.compare_digest(signed, _decoded(parts[2])):
        return "Invalid token: API key not found"
    too_old = abs(time.time() - claims.get("iat", 0)) > 30
    return "Error: Your system clock must be accurate to within 30 seconds" if too_old else ""


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _in_utc(at: float) -> str:
    whole, part = divmod(at, 1)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{int(part * 1_000_000):06d}Z"
