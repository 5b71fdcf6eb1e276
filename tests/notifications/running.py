"""Work done by several workers at once: threads with their own connection, and programs that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection, connections

from tests.notifications.mail_sink import MailSink
from vlu.lib import clock

Answer = TypeVar("Answer")
MANAGE = Path(settings.BASE_DIR) / "manage.py"


def at_once(work: Callable[[], Answer], workers: int = 2) -> list[Answer]:
    """What each of the workers answered. They start together, at the product's present moment."""
    start, now = Barrier(workers), clock.now()

    def run(_: int) -> Answer:
        try:
            with clock.frozen_at(now):
                start.wait(timeout=10)
                return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))


def program(command: str, sink: MailSink) -> subprocess.Popen[str]:
    """A management command as a program of its own, on the database of the test and its mail server."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "vlu.settings",
        "DATABASE_URL": urlunsplit(database),
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
    }
    return subprocess.Popen(
        [sys.executable, str(MANAGE), command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
