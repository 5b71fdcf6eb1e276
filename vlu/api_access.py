"""Who may use the interface for other systems: nobody, unless a view names the capability each method needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import User

if TYPE_CHECKING:
    from rest_framework.views import APIView  # imports the settings that name this module


class DenyUnlessTheViewSaysWho(BasePermission):
    """A view opens itself by naming one capability for each method in `capabilities`. No name, no entry."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        needed = getattr(view, "capabilities", {}).get(request.method)
        return isinstance(request.user, User) and needed is not None and request.user.may(needed)


class SignedIn(BasePermission):
    """For the description of the interface itself, which says nothing about anybody."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User)
