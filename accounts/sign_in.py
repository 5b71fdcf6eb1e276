"""Checks a password. No groups, no permissions: what somebody may do comes from accounts.roles alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from accounts.models import User


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind our own proxy, the last address it added; otherwise nobody's word is taken."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]
    return str(request.META.get("REMOTE_ADDR", ""))


class PasswordBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not username or not password:
            return None
        user = User.objects.active().select_related("organisation").filter(email=username.lower()).first()
        if user is None:
            make_password(password)  # takes as long as a real check, so that timing does not tell who has an account
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        """Asked at every request: somebody deactivated is signed out by the next thing they do."""
        found: User | None = User.objects.active().select_related("organisation").filter(pk=user_id).first()
        return found
