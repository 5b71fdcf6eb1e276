"""A state folder of its own for each group of tests, and processes that use the embedded servers in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from vlu.trial.locks import Lock
from vlu.trial.state import PROJECT

USER = """
import os, sys
from vlu.trial.attach import attach_to_embedded_servers
attach_to_embedded_servers()
print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], os.environ["SECRET_KEY"], flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    """Not tmp_path: that is closed to the user PostgreSQL runs as when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="vlu-trial-"))
    yield folder
    for lock in folder.glob("*/keeper.lock"):
        with Lock(lock) as kept:
            kept.hold()  # its server has stopped
    shutil.rmtree(folder)


class User:
    """A process that uses the servers until it is told to leave."""

    def __init__(self, state: Path, **addresses: str) -> None:
        plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        del plain["SECRET_KEY"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            env={**plain, "VLU_STATE": str(state), **addresses},
        )

    def addresses(self) -> list[str]:
        """DATABASE_URL, REDIS_URL and SECRET_KEY as the process sees them; nothing when it could not start."""
        assert self.process.stdout is not None
        line: str = self.process.stdout.readline()
        return line.split()

    def leave(self) -> None:
        self.process.communicate()

    def __enter__(self) -> User:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdout is not None
        if not self.process.stdout.closed:
            self.leave()
