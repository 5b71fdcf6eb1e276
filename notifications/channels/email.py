"""Hand one e-mail to the mail server and say exactly what is known of it afterwards.

SMTP cannot be asked later whether a message was taken. So the moment its text goes on the wire is watched: a failure
before it is a failure, a missing answer after it is uncertain and is left to a person.
"""

from __future__ import annotations

import hashlib
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from notifications.channels.delivery import Delivery, Outcome

DJANGO_SMTP = "django.core.mail.backends.smtp.EmailBackend"
WATCHED_SMTP = "notifications.channels.email.WatchedEmailBackend"


@dataclass(frozen=True)
class Email:
    """`key` is the message's own, for ever: the same key makes the same Message-ID."""

    key: str
    to: str
    subject: str
    body: str


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


def send(email: Email) -> Delivery:
    """Try once, over a connection of its own. Never raises for anything the server or the network does."""
    connection = get_connection(WATCHED_SMTP if settings.EMAIL_BACKEND == DJANGO_SMTP else None)
    try:
        connection.open()
    except smtplib.SMTPResponseException as refusal:
        return Delivery(Outcome.UNREACHABLE, f"The mail server turned us away: {_reply(refusal)}")
    except (OSError, smtplib.SMTPException) as error:
        return Delivery(Outcome.UNREACHABLE, f"The mail server cannot be reached: {type(error).__name__}")
    try:
        return _hand_over(email, connection)
    finally:
        _close(connection)


def message_id(key: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _hand_over(email: Email, connection: BaseEmailBackend) -> Delivery:
    message = EmailMessage(
        email.subject,
        email.body,
        to=[email.to],
        headers={"Message-ID": message_id(email.key), "Auto-Submitted": "auto-generated"},
    )
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, text = refusal.recipients[next(iter(refusal.recipients))]
        return _refused(code, text)
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal.smtp_code, refusal.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return _broken_off(connection, error)
    except ValueError as error:  # an address or header that cannot be written: it never reached the wire
        return Delivery(Outcome.REFUSED, f"The message cannot be written: {type(error).__name__}")
    return Delivery(Outcome.SENT)


def _refused(code: int, text: bytes | str) -> Delivery:
    """4xx may pass, 5xx will not (RFC 5321, 4.2.1)."""
    outcome = Outcome.REFUSED if code >= 500 else Outcome.REFUSED_FOR_NOW
    return Delivery(outcome, f"The mail server refused it: {code} {_words(text)}")


def _broken_off(connection: BaseEmailBackend, error: Exception) -> Delivery:
    watched = getattr(connection, "connection", None)
    if isinstance(watched, _WatchedSmtp) and not watched.text_was_begun:
        return Delivery(Outcome.UNREACHABLE, f"The mail server broke off before the message: {type(error).__name__}")
    return Delivery(Outcome.UNCERTAIN, f"The mail server broke off during the message: {type(error).__name__}")


def _close(connection: BaseEmailBackend) -> None:
    """A goodbye that fails changes nothing about the message."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return


def _reply(refusal: smtplib.SMTPResponseException) -> str:
    return f"{refusal.smtp_code} {_words(refusal.smtp_error)}"


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
