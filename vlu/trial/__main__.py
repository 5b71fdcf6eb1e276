"""`python -m vlu.trial` is what `make run` ends in: one supervisor per state folder."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from types import FrameType

from vlu.trial import processes
from vlu.trial.locks import Lock
from vlu.trial.state import CannotStart, state_folder
from vlu.trial.supervisor import NOTE, Stopped, Supervisor


def wanted_port() -> int:
    written = os.environ.get("PORT", "8000")
    if not written.isdigit() or not 0 < int(written) < 65536:
        raise CannotStart(f"PORT is {written!r}; write a number from 1 to 65535.")
    return int(written)


def main() -> None:
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, _stop_on_signal)
    if "MAKELEVEL" in os.environ:
        processes.end_with(os.getppid())()  # kill -9 of make ends us too
    port, folder = wanted_port(), state_folder()
    note = folder / NOTE
    with Lock(folder / "run.lock") as running:
        wait_for_one_that_is_stopping(running, note)
        supervisor = Supervisor(folder, port)
        note.write_text(f"{supervisor.address} (process {os.getpid()})")
        supervisor.run()


def wait_for_one_that_is_stopping(running: Lock, note: Path) -> None:
    """Raises CannotStart when another one is not stopping: its note then says where it is."""
    while not running.try_to_hold():
        if elsewhere := processes.tail(note):
            raise CannotStart(f"It is already running: {elsewhere}")
        time.sleep(0.1)


def _stop_on_signal(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    main()
