"""Small aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.models import User


class AuthedRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through: somebody is signed in."""

    user: User
