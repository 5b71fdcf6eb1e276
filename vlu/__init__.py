"""The project: settings, addresses, the worker, and the libraries every package may use."""

from __future__ import annotations

from vlu.celery import app as celery_app

__all__ = ["celery_app"]
