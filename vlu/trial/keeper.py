"""One process per embedded server: starts it, and stops it when the last process using it has ended, however it ended.

Three locks in the server's folder make this safe, and the kernel lets go of all three for a process that is killed:
`users.lock` is shared by every process using the server, `keeper.lock` is held by the keeper, and `start.lock` by the
one process that is starting a keeper. A keeper that can hold users.lock alone knows that nobody is left.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from vlu.trial import processes
from vlu.trial.locks import Lock
from vlu.trial.postgres import Postgres
from vlu.trial.server import Server
from vlu.trial.state import CannotStart, write_whole
from vlu.trial.valkey import Valkey

SERVERS: dict[str, type[Server]] = {"postgres": Postgres, "valkey": Valkey}
LOOKS_EVERY = 0.25  # seconds


def keep(server: Server) -> None:
    """Returns when nobody uses the server any more and it has been stopped."""
    keeping, users = Lock(server.folder / "keeper.lock"), Lock(server.folder / "users.lock")
    keeping.hold()
    ready = server.folder / "ready"
    server.recover()
    processes.begin_log(server.log)
    process = server.start()
    try:
        write_whole(ready, {"url": server.url, "pid": process.pid, "keeper": os.getpid()})
        _wait_until_unused(users, process, server)
    finally:
        ready.unlink(missing_ok=True)
        server.stop(process)
        keeping.close()  # before users.lock: who waits for that one must find nobody keeping it


def _wait_until_unused(users: Lock, process: subprocess.Popen[bytes], server: Server) -> None:
    while not users.try_to_hold():
        if process.poll() is not None:
            raise CannotStart(f"{server.name} ended by itself. Its last lines:\n{processes.tail(server.log)}")
        time.sleep(LOOKS_EVERY)


def _end_in_order(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(name: str, state: str) -> None:
    signal.signal(signal.SIGTERM, _end_in_order)
    keep(SERVERS[name](Path(state)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
