"""Brings the database of a trial up to date in one process: tables, reference data, and the demo story once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django


def prepare(sign_ins: Path) -> None:
    """Safe to repeat. Writes what a person can sign in with to the file, or nothing when there is no demo story."""
    django.setup()
    from django.conf import settings  # settings and models exist only after setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    users = get_user_model().objects
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference_data")
    if settings.DEMONSTRATION and not users.exists():
        call_command("seed_demo")
    sign_ins.write_text(demo_sign_ins() if settings.DEMONSTRATION else "")


def demo_sign_ins() -> str:
    """One line per role, of the accounts that are really there: a database of your own may hold other people."""
    from django.contrib.auth import get_user_model  # as above

    from vlu.demo.cast import DEMO_PASSWORD, DEMO_SIGN_INS

    users = get_user_model()
    there = set(users.objects.values_list(users.USERNAME_FIELD, flat=True))
    cast = [(role, email) for role, email in DEMO_SIGN_INS if email in there]
    width = max((len(role) for role, _ in cast), default=0)
    lines = [f"  {role:<{width}}  {email}" for role, email in cast]
    return "\n".join(["Sign in as one of these, all with the password " + DEMO_PASSWORD, *lines]) if cast else ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlu.settings")
    prepare(Path(sys.argv[1]))
