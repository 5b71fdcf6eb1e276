"""Addresses of the figures."""

from __future__ import annotations

from django.urls import path

from reports.api import Performance
from reports.views import targets

app_name = "reports"
urlpatterns = [
    path("targets/", targets.targets, name="targets"),
    path("targets/cases/", targets.figure_cases, name="figure_cases"),
    path("targets/figures.csv", targets.figures_file, name="figures_file"),
    path("api/v1/performance/", Performance.as_view(), name="api_performance"),
]
