from __future__ import annotations

from django.apps import AppConfig


class VluConfig(AppConfig):
    name = "vlu"
    verbose_name = "Victim liaison"
