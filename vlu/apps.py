from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class VluConfig(AppConfig):
    name = "vlu"
    verbose_name = "Victim liaison"

    def ready(self) -> None:
        from vlu import checks  # noqa: F401, PLC0415 - registers itself, and needs the settings to be read first

        # A process that only serves pages shows in the audit trail what workers did, so it knows their verbs too.
        for package in ("accounts", "victims", "notifications", "reports"):
            import_module(f"{package}.tasks")
