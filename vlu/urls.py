"""Mounts each package. Every address needs somebody signed in unless its view says otherwise."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from vlu import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("accounts.urls")),
    path("", include("cases.urls")),
    path("", include("victims.urls")),
    path("", include("notifications.urls")),
    path("", include("reports.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
]

handler500 = "vlu.views.server_error"
