"""An officer with a case whose clocks the real action derived, and a mail server that keeps what it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from drills.fake_notify import FakeNotify
from drills.notify_messages import API_KEY
from notifications.models import OutboxMessage, Reminder
from tests.factories.victims import EnrolmentFactory
from tests.notifications.mail_sink import MailSink
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment
from vlu.lib import clock


@pytest.fixture
def enrolled() -> Callable[..., Enrolment]:
    """An enrolment as of today with its clocks: VNS, sentenced 9 November, referred the 12th. Its first contact is due
    on Thursday 26 November and the clock from sentence on the 30th."""

    def make(**facts: Any) -> Enrolment:
        enrolment: Enrolment = EnrolmentFactory(**facts)
        refresh_clocks(enrolment, clock.today())
        return enrolment

    return make


@pytest.fixture
def jo(person: Callable[..., User]) -> User:
    return person(Role.VLO, name="Jo Reed", email="jo.reed@example.org")


@pytest.fixture
def waiting(jo: User, enrolled: Callable[..., Enrolment]) -> Callable[..., OutboxMessage]:
    """A message waiting in the outbox for years, for Jo."""

    def make(key: str = "1:due_soon:2026-11-26:1", **facts: Any) -> OutboxMessage:
        then = datetime(2020, 1, 1, tzinfo=clock.LONDON)
        enrolment = enrolled(officer=jo)
        reader = facts.pop("recipient", jo)
        reminder = Reminder.objects.create(
            reader=reader,
            enrolment=enrolment,
            deadline=enrolment.deadlines.get(kind="first_contact"),
            rule="due_soon",
            target_date=date(2026, 11, 26),
            sentence=f"First contact is due ({enrolment.reference}).",
            raised_at=then,
        )
        facts = {"subject": "A date is near", "body": "Open the case.", "queued_at": then, "not_before": then, **facts}
        return OutboxMessage.objects.create(dedupe_key=key, reminder=reminder, recipient=reader, **facts)

    return make


@pytest.fixture
def sink(settings: Any) -> Iterator[MailSink]:
    """A mail server on the loopback that the real SMTP backend speaks to."""
    with MailSink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 1
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


@pytest.fixture
def notify(settings: Any, tmp_path: Path) -> Iterator[FakeNotify]:
    """A GOV.UK Notify on the loopback that the real client speaks to."""
    with FakeNotify(tmp_path) as server:
        settings.NOTIFY_API_KEY, settings.NOTIFY_ADDRESS = API_KEY, server.url
        settings.NOTIFY_TEMPLATES = dict.fromkeys(("notify_email", "text", "letter"), "a template")
        yield server
