"""The real settings, with Django's own admin beside the pages so that both are measured in one run."""

from __future__ import annotations

from vlu.settings import *  # noqa: F403
from vlu.settings import INSTALLED_APPS

INSTALLED_APPS = ["django.contrib.admin", *INSTALLED_APPS]
ROOT_URLCONF = "bench.urls"
SILENCED_SYSTEM_CHECKS = ["admin.E410", "admin.E408", "admin.E409"]
