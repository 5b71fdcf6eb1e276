"""One database for each size, beside the one the settings name: vlu_bench_10000 and so on."""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg2
from psycopg2 import sql

from vlu.trial.attach import attach_to_embedded_servers


def use(cases: int, called: str = "vlu_bench") -> None:
    """Point Django at the database of that many cases (or names), made empty when it is not there, and migrate it.

    Call once in a process, before anything imports a model. Works on the server of DATABASE_URL or the embedded one.
    """
    attach_to_embedded_servers(redis_number=2)
    os.environ.setdefault("SECRET_KEY", "a key for measuring only")
    os.environ.setdefault("HTTPS", "off")
    os.environ.setdefault("ALLOWED_HOSTS", "testserver")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    name = f"{called}_{cases}"
    server = urlsplit(os.environ["DATABASE_URL"])
    make_unless_there(os.environ["DATABASE_URL"], name)
    os.environ["DATABASE_URL"] = urlunsplit(server._replace(path=f"/{name}"))
    django.setup()


def make_unless_there(server: str, name: str) -> None:
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    connection.close()
