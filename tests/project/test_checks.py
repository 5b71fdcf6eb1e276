"""A real service with settings that protect nobody is named by `manage.py check`, with what to do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.checks import ERROR, CheckMessage
from pytest_django import Settings

from vlu.checks import settings_protect_a_real_service

LONG, ANOTHER = "k" * 50, "a" * 50


@pytest.fixture
def real(settings: Settings) -> Settings:
    """A service as it should be set up."""
    settings.HTTPS = True
    settings.SECRET_KEY, settings.AUDIT_KEY, settings.ALLOWED_HOSTS = LONG, ANOTHER, ["vlu.example.org"]
    settings.PUBLIC_ADDRESS = "https://vlu.example.org"
    return settings


def found() -> list[CheckMessage]:
    return settings_protect_a_real_service(None)


def test_a_service_set_up_well_is_left_in_peace(real: Settings) -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("SECRET_KEY", "k" * 49, "vlu.E001"),
        ("AUDIT_KEY", "", "vlu.E002"),
        ("ALLOWED_HOSTS", [], "vlu.E003"),
        ("ALLOWED_HOSTS", ["vlu.example.org", "*"], "vlu.E004"),
        ("PUBLIC_ADDRESS", "http://127.0.0.1:8000", "vlu.E005"),
        ("STAFF_MAIL_THROUGH", "notify", "vlu.E006"),
        ("OUTBOX_QUARANTINE", timedelta(seconds=59), "vlu.E007"),
        ("NOTIFY_ADDRESS", "http://notify.example", "vlu.E008"),
        ("OUTBOX_KEEP_DAYS", 27, "vlu.E009"),
        ("AUDIT_KEY", LONG, "vlu.W001"),
    ],
)
def test_each_weakness_is_named_with_what_to_do(real: Settings, name: str, value: object, check: str) -> None:
    setattr(real, name, value)

    (message,) = found()

    assert message.id == check
    assert message.hint
    assert name in message.msg


def test_a_short_key_stops_the_start(real: Settings) -> None:
    real.SECRET_KEY = "short"

    assert found()[0].level == ERROR


def test_a_trial_on_one_machine_is_asked_nothing(settings: Settings) -> None:
    settings.HTTPS, settings.SECRET_KEY, settings.ALLOWED_HOSTS = False, "dev", ["*"]

    assert found() == []
