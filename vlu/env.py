"""Typed readers of the environment. A bad value stops the start with the variable's name and what was wrong."""

from __future__ import annotations

import os
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE = {"on", "true", "yes", "1"}
_FALSE = {"off", "false", "no", "0"}


def text(name: str, default: str | None = None) -> str:
    """The variable as written; an empty one counts as missing.

    Raises ImproperlyConfigured when it is missing and has no default.
    """
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it holds.")
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "on" if default else "off").lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; write on or off.")
    return value in _TRUE


def one_of(name: str, default: str, *others: str) -> str:
    value = text(name, default).lower()
    if value not in {default, *others}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write {' or '.join([default, *others])}.")
    return value


def number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


def names(name: str, *, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(name: str) -> dict[str, Any]:
    settings: dict[str, Any] = environ.Env.db_url_config(text(name))
    if settings.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must be a postgres:// address: no other database is supported.")
    return settings


def mail(name: str, *, default: str) -> dict[str, Any]:
    settings: dict[str, Any] = environ.Env.email_url_config(text(name, default))
    return settings
