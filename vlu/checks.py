"""What `manage.py check` says before a real service is started with settings that would not protect anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

LETTERS_OF_A_KEY = 50
SHORTEST_QUARANTINE = timedelta(seconds=60)
SHORTEST_KEEPING = 28  # days: letters come back by post within four weeks


@register
def settings_protect_a_real_service(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    """With HTTPS off it is a trial on one machine, and nothing is asked."""
    if not settings.HTTPS:
        return []
    return [
        message
        for message in (_short("SECRET_KEY", "vlu.E001"), _short("AUDIT_KEY", "vlu.E002"), *_others())
        if message
    ]


def _short(name: str, check: str) -> CheckMessage | None:
    if len(getattr(settings, name)) >= LETTERS_OF_A_KEY:
        return None
    return Error(
        f"{name} is shorter than {LETTERS_OF_A_KEY} characters: it can be guessed.",
        hint=f"Set {name} to the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
        id=check,
    )


def _others() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS is empty: every request would be refused.",
                hint="Set ALLOWED_HOSTS to the host name people type, for example vlu.example.org.",
                id="vlu.E003",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS lets any host name in: links in mail could lead elsewhere.",
                hint="Name the hosts, without *.",
                id="vlu.E004",
            )
        )
    if settings.PUBLIC_ADDRESS.startswith("http://"):
        found.append(
            Error(
                "PUBLIC_ADDRESS is not https: links in reminders would lead nowhere safe.",
                hint="Set PUBLIC_ADDRESS to what people type, for example https://vlu.example.org.",
                id="vlu.E005",
            )
        )
    found += _of_messages()
    if settings.AUDIT_KEY == settings.SECRET_KEY:
        found.append(
            checks.Warning(
                "AUDIT_KEY is SECRET_KEY: when SECRET_KEY is changed, old seals of the audit trail no longer verify.",
                hint="Set AUDIT_KEY to a key of its own and keep it apart from the database.",
                id="vlu.W001",
            )
        )
    return found


def _of_messages() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    notify_is_set_up = settings.NOTIFY_API_KEY and settings.NOTIFY_TEMPLATES["notify_email"]
    if settings.STAFF_MAIL_THROUGH == "notify" and not notify_is_set_up:
        found.append(
            Error(
                "STAFF_MAIL_THROUGH is notify, and GOV.UK Notify is not set up: every e-mail would fail.",
                hint="Set NOTIFY_API_KEY and NOTIFY_EMAIL_TEMPLATE, or STAFF_MAIL_THROUGH=smtp.",
                id="vlu.E006",
            )
        )
    if settings.OUTBOX_QUARANTINE < SHORTEST_QUARANTINE:
        found.append(
            Error(
                "OUTBOX_QUARANTINE_SECONDS is under 60: a provider that is late could be sent a message twice.",
                hint="Leave OUTBOX_QUARANTINE_SECONDS out, or set it to 60 or more.",
                id="vlu.E007",
            )
        )
    return [*found, *_of_what_messages_say()]


def _of_what_messages_say() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.NOTIFY_ADDRESS.startswith("https://"):
        found.append(
            Error(
                "NOTIFY_ADDRESS is not https: messages and our key would cross the network for anybody to read.",
                hint="Leave NOTIFY_ADDRESS out, or set it to an address that begins with https://.",
                id="vlu.E008",
            )
        )
    if settings.OUTBOX_KEEP_DAYS < SHORTEST_KEEPING:
        found.append(
            Error(
                f"OUTBOX_KEEP_DAYS is under {SHORTEST_KEEPING}: a letter that comes back would have lost its words.",
                hint=f"Leave OUTBOX_KEEP_DAYS out, or set it to {SHORTEST_KEEPING} or more.",
                id="vlu.E009",
            )
        )
    return found
