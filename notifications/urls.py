from __future__ import annotations

from django.urls import path

from notifications.views import reminders

app_name = "notifications"
urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/read/", reminders.read_all, name="read_all"),
    path("reminders/<int:number>/read/", reminders.read_one, name="read_one"),
]
