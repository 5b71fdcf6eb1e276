from __future__ import annotations

from django.apps import AppConfig


class VictimsConfig(AppConfig):
    name = "victims"
    verbose_name = "Victims, enrolments, clocks"

    def ready(self) -> None:
        # Only the worker brings files in, but the web process shows the audit trail and must know the verbs. Imported
        # here because the module needs the models.
        import victims.intake.importing  # noqa: F401, PLC0415
