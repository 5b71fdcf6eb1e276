"""PostgreSQL and Valkey of one run, in a folder of its own: what is crashed or flushed here hurts nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import redis
from psycopg2 import sql

from vlu.trial.postgres import DATABASE, Postgres
from vlu.trial.valkey import Valkey


class Cluster:
    """The servers of `make run`, started without their keeper. Call from the main thread: they end with it."""

    def __init__(self, folder: Path) -> None:
        self.postgres, self.valkey = Postgres(folder), Valkey(folder)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.crashes = self.redis_losses = 0

    def start(self) -> None:
        self._running["postgres"] = self.postgres.start()
        self._running["valkey"] = self.valkey.start()

    def stop(self) -> None:
        for server in (self.postgres, self.valkey):
            if process := self._running.pop(server.name, None):
                server.stop(process)

    def crash_postgres(self) -> None:
        """`pg_ctl restart -m immediate`: every process is aborted, nothing is written out, and the log is replayed."""
        process = self._running["postgres"]
        process.send_signal(signal.SIGQUIT)
        process.wait()
        self.postgres.recover()
        self._running["postgres"] = self.postgres.start()
        self.crashes += 1

    def flush_redis(self) -> None:
        with redis.Redis.from_url(self.valkey.url) as client:
            client.flushall()
        self.redis_losses += 1

    def kill_redis(self) -> None:
        process = self._running["valkey"]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        self.redis_losses += 1

    def start_redis(self) -> None:
        self._running["valkey"] = self.valkey.start()

    def url(self, database: str) -> str:
        return f"{self.postgres.url.removesuffix(DATABASE)}{database}"

    def make_database(self, name: str, *, like: str = "template1") -> str:
        """Its address."""
        with self.connected(DATABASE) as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like)))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        with self.connected(DATABASE) as cursor:
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def connected(self, database: str) -> Iterator[Any]:
        """A cursor that commits every statement."""
        connection = psycopg2.connect(self.url(database))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()
