"""The product's addresses, and Django's admin list of enrolments as anybody would first set it up."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import include, path

from victims.models import Enrolment


class OpenDesk(AdminSite):
    """Lets whoever is signed in look; it is only ever mounted while measuring."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class EnrolmentAdmin(ModelAdmin):  # type: ignore[type-arg]
    list_display = ("reference", "victim", "case", "scheme", "officer", "next_kind", "next_due_on")
    list_filter = ("scheme", "status")
    date_hierarchy = "next_due_on"
    ordering = ("next_due_on",)
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True


desk = OpenDesk(name="admin")
desk.register(Enrolment, EnrolmentAdmin)

urlpatterns = [path("", include("vlu.urls")), path("django-admin/", desk.urls)]
