"""Addresses of our pages as they stand in an e-mail."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def address_outside(page: str, *args: str) -> str:
    """The whole address, with the public name of the service: `page` is the name of a URL."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{reverse(page, args=args)}"
