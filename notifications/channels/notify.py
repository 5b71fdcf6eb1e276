"""GOV.UK Notify: hand a message over, ask by our reference whether it is there, and ask what became of it.

Notify stores the reference and does not insist that it is unique, so asking comes before sending again. Each template
holds ((subject)) and ((body)), that of a text only ((body)); the lines of an envelope are Notify's own fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import requests
import urllib3
from django.conf import settings
from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from notifications.channels.delivery import Delivery, Parcel
from notifications.enums import MessageChannel, Outcome

TIMEOUT = 2  # seconds, for the connection and for each part of the answer
LINES_OF_AN_ENVELOPE = 7
LETTERS_OF_TWO_IDS = 73  # a key is a name, the service's id and a secret
NOT_SET_UP = "GOV.UK Notify is not set up."
_TOO_MANY, _NOT_NOW = 429, 503
_MESSAGE_REFUSED = frozenset({400, 404, 413, 422})
_STATUS = re.compile(r"[a-z-]{1,30}")
_DIGITS_OF_A_WAIT = 6  # days, which is longer than any pause we make


@dataclass(frozen=True)
class Told:
    """What Notify says became of a message; empty `status` when it could not be asked, and `why` says why not."""

    status: str = ""
    why: str = ""


class Notify:
    """One session with the provider. Never raises for anything it or the network does."""

    def __init__(self) -> None:
        key = settings.NOTIFY_API_KEY
        self._client: Any = None  # its methods carry no types
        if len(key) > LETTERS_OF_TWO_IDS:  # the client insists, and mail must go out whatever the key is
            make: Any = NotificationsAPIClient
            self._client = make(key, base_url=settings.NOTIFY_ADDRESS, timeout=TIMEOUT)

    def close(self) -> None:
        if self._client is not None:
            self._client.request_session.close()

    def send(self, parcel: Parcel) -> Delivery:
        template = settings.NOTIFY_TEMPLATES.get(parcel.channel, "")
        if self._client is None or not template:
            return Delivery(Outcome.REFUSED, NOT_SET_UP)
        hand_over = {
            MessageChannel.NOTIFY_EMAIL: self._send_email,
            MessageChannel.TEXT: self._send_text,
            MessageChannel.LETTER: self._send_letter,
        }[parcel.channel]
        return _answered(lambda: hand_over(parcel, template), _taken, _not_taken, Outcome.UNCERTAIN)

    def ask(self, parcel: Parcel) -> Delivery:
        """Whether a message with that reference is there. `NOT_KNOWN` is a definite no; anything that is not an answer
        is `REFUSED_FOR_NOW` or stops the channel, because asking sends nothing."""
        client = self._client
        if client is None:
            return Delivery(Outcome.REFUSED_FOR_NOW, f"{NOT_SET_UP} It cannot be asked whether this left.")
        return _answered(
            lambda: client.get_all_notifications(reference=parcel.reference),
            lambda answer: _found(answer, parcel.reference),
            _not_asked,
            Outcome.REFUSED_FOR_NOW,
        )

    def status(self, provider_id: str) -> Told:
        client = self._client
        if client is None:
            return Told(why=NOT_SET_UP)
        try:
            return _told(client.get_notification_by_id(provider_id), provider_id)
        except InvalidResponse as error:
            return Told(why=_unreadable(error))
        except APIError as error:
            return Told(why=_said(error))
        except Exception as error:  # it may say anything, and the next message must be asked about
            return Told(why=_unreadable(error))

    def _send_email(self, parcel: Parcel, template: str) -> Any:
        words = {"subject": parcel.subject, "body": parcel.body}
        return self._client.send_email_notification(parcel.to, template, words, parcel.reference)

    def _send_text(self, parcel: Parcel, template: str) -> Any:
        return self._client.send_sms_notification(parcel.to, template, {"body": parcel.body}, parcel.reference)

    def _send_letter(self, parcel: Parcel, template: str) -> Any:
        lines = [line.strip() for line in parcel.to.splitlines() if line.strip()][:LINES_OF_AN_ENVELOPE]
        words = {"subject": parcel.subject, "body": parcel.body}
        envelope = {f"address_line_{number}": line for number, line in enumerate(lines, start=1)}
        return self._client.send_letter_notification(template, words | envelope, parcel.reference)


def _answered(
    ask: Callable[[], Any],
    understood: Callable[[Any], Delivery],
    failed: Callable[[APIError], Delivery],
    not_understood: Outcome,
) -> Delivery:
    try:
        return understood(ask())
    except InvalidResponse as error:  # it said yes, in words nobody can read
        return Delivery(not_understood, _unreadable(error))
    except APIError as error:
        return failed(error)
    except Exception as error:  # it may say anything, and the next message must go
        return Delivery(not_understood, _unreadable(error))


def _taken(answer: Any) -> Delivery:
    return Delivery(Outcome.SENT, provider_id=str(UUID(answer["id"])))


def _found(answer: Any, reference: str) -> Delivery:
    """Only an empty list is a no, and only a message with our reference is ours. Raises ValueError for anything else:
    believing it would leave somebody untold, or tell them twice."""
    found = answer["notifications"]
    if found == []:
        return Delivery(Outcome.NOT_KNOWN, "GOV.UK Notify never had it.")
    ours = next((each for each in found if each["reference"] == reference), None)
    if ours is None:
        raise ValueError("not ours")
    return _taken(ours)


def _told(answer: Any, provider_id: str) -> Told:
    """Raises ValueError for what is said of another message, or is no status."""
    if answer["id"] != provider_id or not _STATUS.fullmatch(answer["status"]):
        raise ValueError("not ours")
    return Told(answer["status"])


def _not_taken(error: APIError) -> Delivery:
    """Without an answer it may have been taken, unless no connection came about. 503 is a definite no; other answers
    of that kind may come from something in front of Notify that did not wait for it."""
    code = _code(error)
    if code is None:
        outcome = Outcome.UNREACHABLE if _never_connected(error) else Outcome.UNCERTAIN
        return Delivery(outcome, _said(error))
    if code >= 500 and code != _NOT_NOW:
        return Delivery(Outcome.UNCERTAIN, _said(error))
    if code in _MESSAGE_REFUSED:
        return Delivery(Outcome.REFUSED, _said(error))
    return Delivery(_of_the_channel(code), _said(error), wait=_wait(error))


def _not_asked(error: APIError) -> Delivery:
    code = _code(error)
    outcome = Outcome.UNREACHABLE if code is None or code >= 500 else _of_the_channel(code)
    return Delivery(outcome, _said(error), wait=_wait(error))


def _of_the_channel(code: int) -> Outcome:
    if code == _TOO_MANY:
        return Outcome.TOO_MANY
    return Outcome.REFUSED_FOR_NOW if code == _NOT_NOW else Outcome.TURNED_AWAY


def _code(error: APIError) -> int | None:
    return error.response.status_code if error.response is not None else None


def _never_connected(error: APIError) -> bool:
    """Whether nothing can have been written: no connection within the time, or none at all."""
    cause = error.__cause__
    if isinstance(cause, requests.ConnectTimeout):
        return True
    reason = getattr(cause.args[0], "reason", None) if isinstance(cause, requests.ConnectionError) and cause.args else 0
    return isinstance(reason, urllib3.exceptions.NewConnectionError)


def _wait(error: APIError) -> timedelta | None:
    seconds = error.response.headers.get("Retry-After", "") if error.response is not None else ""
    return timedelta(seconds=int(seconds[:_DIGITS_OF_A_WAIT])) if seconds.isdecimal() else None


def _said(error: APIError) -> str:
    """Notify's own sentences. They name what is missing or wrong, and may quote the address: no log may hold them."""
    code = _code(error)
    if code is None:
        return f"GOV.UK Notify did not answer: {type(error.__cause__).__name__}"
    message = error.message
    said = "; ".join(map(_sentence, message)) if isinstance(message, list) else str(message)
    return f"GOV.UK Notify refused it: {code} {said}"


def _sentence(each: Any) -> str:
    return str(each.get("message", "")) if isinstance(each, dict) else str(each)


def _unreadable(error: Exception) -> str:
    return f"GOV.UK Notify gave an answer that cannot be read: {type(error).__name__}"
