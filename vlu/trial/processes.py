"""Starting, recognising and stopping processes of ours, and never one that is not."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def end_with(parent: int, by: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """For preexec_fn: the kernel sends this signal when the parent ends, so that kill -9 leaves no orphans."""

    def ask_the_kernel() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)

    return ask_the_kernel


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    user: int | None = None,
    at_parents_end: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """A child in a session of its own (Ctrl-C reaches only us) that ends with us and appends its output to the log.

    Call from the main thread: the kernel ties the child to the thread that started it.
    """
    with open(log, "ab", opener=_for_our_eyes) as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            start_new_session=True,
            preexec_fn=end_with(os.getpid(), at_parents_end),  # noqa: PLW1509 (no threads are running here)
        )


def stop(
    children: Iterable[subprocess.Popen[bytes]], *, by: signal.Signals = signal.SIGTERM, seconds: float = 10
) -> None:
    """Asks each to end, waits for all, and kills the whole session of one that has not ended in time."""
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.send_signal(by)
    deadline = time.monotonic() + seconds
    for child in running:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def command_line(pid: int) -> str:
    """What the process was started with, or nothing when there is no such process or it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def started_with(setting: str) -> list[int]:
    """The processes whose environment held this NAME=value when they were started."""
    wanted = setting.encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue  # ended meanwhile, or another user's
    return found


def end_leftovers(pids: Callable[[], list[int]], *, by: signal.Signals = signal.SIGTERM, patience: float) -> None:
    """Ends what an earlier run left: first politely, after `patience` seconds for good. Asks again who is left."""
    deadline = time.monotonic() + patience
    _signal_each(pids(), by)
    while left := pids():
        if time.monotonic() > deadline:
            _signal_each(left, signal.SIGKILL)
        time.sleep(0.05)


def begin_log(log: Path) -> None:
    """Keeps the log of the time before, and no more: what is shown after a failure must be about this one."""
    if log.exists():
        log.replace(log.with_name(f"{log.name}.before"))


def tail(log: Path, lines: int = 15) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _for_our_eyes(path: str, flags: int) -> int:
    """Logs of a trial may show a letter or an address."""
    return os.open(path, flags, 0o600)


def _signal_each(pids: list[int], by: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, by)
        except ProcessLookupError:
            continue
