"""Locks that the kernel lets go when their holder ends, however it ends: nothing is left behind by kill -9."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Lock:
    """One file lock, held alone or shared with others until close() or the end of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def hold(self) -> None:
        """Waits until nobody else holds it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def share(self) -> None:
        """Waits until nobody holds it alone."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def try_to_hold(self) -> bool:
        return self._try(fcntl.LOCK_EX)

    def try_to_share(self) -> bool:
        return self._try(fcntl.LOCK_SH)

    def let_go(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._descriptor)

    def _try(self, mode: int) -> bool:
        try:
            fcntl.flock(self._descriptor, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_held(path: Path) -> bool:
    """Whether another process, or another lock object of this one, holds it alone at this moment."""
    with Lock(path) as lock:
        return not lock.try_to_share()  # sharing, so that two who ask at once do not take each other for the holder
