"""Hand one e-mail to the mail server and say exactly what is known of it afterwards.

SMTP cannot be asked later whether a message was taken. So the moment its text goes on the wire is watched: a failure
before it is a failure, a missing answer after it is uncertain.
"""

from __future__ import annotations

import hashlib
import smtplib
from contextlib import suppress
from email.utils import parseaddr
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from notifications.channels.delivery import Delivery, Parcel
from notifications.enums import Outcome

DJANGO_SMTP = "django.core.mail.backends.smtp.EmailBackend"
WATCHED_SMTP = "notifications.channels.email.WatchedEmailBackend"
SERVICE_CLOSING, TOO_LARGE = 421, 552  # RFC 5321, 4.2.2


class _WatchedSmtp(smtplib.SMTP):
    text_was_begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.text_was_begun = True
        return super().data(msg)


class _WatchedSmtpOverTls(_WatchedSmtp, smtplib.SMTP_SSL):
    pass


class WatchedEmailBackend(EmailBackend):
    """Django's SMTP backend over a connection that remembers whether a message's text was begun."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedSmtpOverTls if self.use_ssl else _WatchedSmtp


class Mailer:
    """Sends e-mails one after the other over a connection that stays open between them, and is opened when needed.

    Whatever happened to one, the next begins with a connection that works or with a new one.
    """

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, parcel: Parcel) -> Delivery:
        """Try once. Never raises for anything the server or the network does.

        A connection that was left open may have been closed by the server meanwhile: then nothing of this message
        left, and it is tried over a new one.
        """
        left_open = self._connection is not None
        delivery = self._try(parcel)
        if left_open and delivery.outcome is Outcome.UNREACHABLE:
            delivery = self._try(parcel)
        return delivery

    def close(self) -> None:
        """A goodbye that fails changes nothing about the messages."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.close()

    def _hang_up(self) -> None:
        """Without a goodbye, which a silent server would make us wait for."""
        connection, self._connection = self._connection, None
        watched = getattr(connection, "connection", None)
        if isinstance(watched, smtplib.SMTP):
            watched.close()

    def _try(self, parcel: Parcel) -> Delivery:
        try:
            connection = self._opened()
        except smtplib.SMTPAuthenticationError as refusal:
            return Delivery(Outcome.TURNED_AWAY, f"The mail server does not accept our password: {_reply(refusal)}")
        except smtplib.SMTPResponseException as refusal:
            return Delivery(Outcome.UNREACHABLE, f"The mail server turned us away: {_reply(refusal)}")
        except (OSError, smtplib.SMTPException) as error:
            return Delivery(Outcome.UNREACHABLE, f"The mail server cannot be reached: {type(error).__name__}")
        delivery = _hand_over(parcel, connection)
        if delivery.outcome is Outcome.UNCERTAIN or delivery.outcome.stops_the_channel:
            self._hang_up()
        return delivery

    def _opened(self) -> BaseEmailBackend:
        if self._connection is None:
            connection = get_connection(WATCHED_SMTP if settings.EMAIL_BACKEND == DJANGO_SMTP else None)
            connection.open()
            self._connection = connection
        return self._connection


def message_id(key: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _hand_over(parcel: Parcel, connection: BaseEmailBackend) -> Delivery:
    watched = getattr(connection, "connection", None)
    if isinstance(watched, _WatchedSmtp):
        watched.text_was_begun = False
    message = EmailMessage(
        parcel.subject,
        parcel.body,
        to=[parcel.to],
        headers={"Message-ID": message_id(parcel.key), "Auto-Submitted": "auto-generated"},
    )
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, text = refusal.recipients[next(iter(refusal.recipients))]
        return _refused(code, text)
    except smtplib.SMTPSenderRefused as refusal:
        return _sender_refused(refusal)
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal.smtp_code, refusal.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return _broken_off(watched, error)
    except ValueError as error:  # an address or header that cannot be written: it never reached the wire
        return Delivery(Outcome.REFUSED, f"The message cannot be written: {type(error).__name__}")
    return Delivery(Outcome.SENT)


def _refused(code: int, text: bytes | str) -> Delivery:
    """4xx may pass, 5xx will not (RFC 5321, 4.2.1). 421: the server is closing, whoever the message is for (4.2.2)."""
    said = f"The mail server refused it: {code} {_words(text)}"
    if code == SERVICE_CLOSING:
        return Delivery(Outcome.UNREACHABLE, said)
    return Delivery(Outcome.REFUSED if code >= 500 else Outcome.REFUSED_FOR_NOW, said)


def _sender_refused(refusal: smtplib.SMTPSenderRefused) -> Delivery:
    """Refused before it heard for whom: it is us, and so every message. Too large is the one exception."""
    if refusal.smtp_code == TOO_LARGE:
        return _refused(refusal.smtp_code, refusal.smtp_error)
    outcome = Outcome.TURNED_AWAY if refusal.smtp_code >= 500 else Outcome.TOO_MANY
    if refusal.smtp_code == SERVICE_CLOSING:
        outcome = Outcome.UNREACHABLE
    return Delivery(outcome, f"The mail server takes nothing from us: {_reply(refusal)}")


def _broken_off(watched: object, error: Exception) -> Delivery:
    if isinstance(watched, _WatchedSmtp) and not watched.text_was_begun:
        return Delivery(Outcome.UNREACHABLE, f"The mail server broke off before the message: {type(error).__name__}")
    return Delivery(Outcome.UNCERTAIN, f"The mail server broke off during the message: {type(error).__name__}")


def _reply(refusal: smtplib.SMTPResponseException) -> str:
    return f"{refusal.smtp_code} {_words(refusal.smtp_error)}"


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
