from __future__ import annotations

from django.apps import AppConfig


class VluConfig(AppConfig):
    name = "vlu"
    verbose_name = "Victim liaison"

    def ready(self) -> None:
        from vlu import checks  # noqa: F401, PLC0415 - registers itself, and needs the settings to be read first
