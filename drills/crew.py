"""The processes of a drill: two workers and two beats as `make run` starts them, and the two sinks."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from vlu.trial import processes
from vlu.trial.state import PROJECT

WORKERS, BEATS, SENDERS_OF_A_WORKER = 2, 2, 2
SENDERS = WORKERS * SENDERS_OF_A_WORKER
CELERY = ("-m", "celery", "--app", "drills.celery_app")


class Crew:
    """Call from the main thread: the processes end with it."""

    def __init__(self, folder: Path, environment: dict[str, str], seed: int = 0) -> None:
        self.folder, self.environment = folder, environment
        self.kills, self._dice = 0, random.Random(seed)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started_with: dict[str, tuple[str, ...]] = {}

    def start(self) -> None:
        for number in range(WORKERS):
            self._start_worker(f"worker{number}")
        for number in range(BEATS):
            schedule = str(self.folder / f"beat{number}-schedule")
            self._start(f"beat{number}", *CELERY, "beat", "--schedule", schedule)

    def run(self, name: str, *arguments: str) -> None:
        """A program of the product, to its end. Raises CalledProcessError with its words when it fails."""
        command = [sys.executable, *arguments]
        ended = subprocess.run(command, env=self._all(), cwd=PROJECT, capture_output=True, text=True, check=False)
        (self.folder / f"{name}.log").write_text(ended.stdout + ended.stderr)
        if ended.returncode:
            sys.stderr.write(ended.stdout[-2000:] + ended.stderr[-2000:])
            ended.check_returncode()

    def kill_a_sender(self) -> None:
        """`kill -9` of one process that is at work; its worker starts another. One that is just being started is left
        alone: Celery gives a worker up whose first processes do not come up."""
        senders = [pid for name in self._of("worker") for pid in children_of(self._running[name].pid)]
        if at_work := connected_to(urlsplit(self.environment["DATABASE_URL"]).port or 0, senders):
            self._kill(self._dice.choice(at_work))

    def kill_a_worker(self) -> None:
        """`kill -9` of a whole worker; another is started at once, as whatever supervises the service would."""
        name = self._dice.choice(self._of("worker"))
        process = self._running[name]
        self.kills += 1 + len(children_of(process.pid))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._start_worker(name)

    def revive(self) -> None:
        """Starts again what ended by itself, as whatever supervises the service would."""
        for name, process in list(self._running.items()):
            if process.poll() is not None:
                self._start(name, *self._started_with[name])

    def stop(self) -> None:
        processes.stop(self._running.values(), seconds=5)
        self._running.clear()

    def _start_worker(self, name: str) -> None:
        size = ("--concurrency", str(SENDERS_OF_A_WORKER), "--without-gossip", "--without-mingle")
        self._start(name, *CELERY, "worker", *size, "--hostname", f"{name}@drill")

    def _start(self, name: str, *arguments: str) -> None:
        self._started_with[name] = arguments
        command, log = (sys.executable, *arguments), self.folder / f"{name}.log"
        self._running[name] = processes.start(command, log=log, env=self._all(), cwd=PROJECT)

    def _of(self, kind: str) -> list[str]:
        return [name for name in self._running if name.startswith(kind)]

    def _kill(self, pid: int) -> None:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.kills += 1

    def _all(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "PYTHONUNBUFFERED": "1", **self.environment}


class Sinks:
    """The mail server and the fake Notify, which outlive every drill. Each has a folder: its faults and its journal."""

    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self.folders = {name: folder / name for name in ports}
        self.ports, self._running = ports, list[subprocess.Popen[bytes]]()

    def start(self) -> None:
        for name, port in self.ports.items():
            self.folders[name].mkdir(mode=0o700)
            command = (sys.executable, "-m", f"drills.{name}", str(self.folders[name]), str(port))
            log = self.folders[name] / "log"
            self._running.append(processes.start(command, log=log, env=dict(os.environ), cwd=PROJECT))

    def stop(self) -> None:
        processes.stop(self._running, seconds=3)


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def connected_to(port: int, pids: list[int]) -> list[int]:
    """Those among them with a connection to a server on this machine."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{line[9]}]" for line in lines if int(line[2].partition(":")[2], 16) == port}
    return [pid for pid in pids if sockets & _open_files(pid)]


def _open_files(pid: int) -> set[str]:
    found = set()
    with suppress(OSError):  # it ended meanwhile
        found = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    return found
