"""Addresses of the offender side."""

from __future__ import annotations

from django.urls import path

from cases.api import Events
from cases.views import people_i_manage

app_name = "cases"
urlpatterns = [
    path("api/v1/offenders/<slug:reference>/events/", Events.as_view(), name="api_events"),
    path("people-i-manage/", people_i_manage.people_i_manage, name="people_i_manage"),
    path("people-i-manage/<slug:reference>/", people_i_manage.person_i_manage, name="person_i_manage"),
    path("people-i-manage/<slug:reference>/log/<slug:kind>/", people_i_manage.log_event, name="log_event"),
]
