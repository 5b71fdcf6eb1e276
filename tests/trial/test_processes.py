"""Children end with their parent, and nothing that is not ours is ever ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from vlu.trial import processes
from vlu.trial.state import PROJECT

PARENT = """
import os, sys, time
from pathlib import Path
from vlu.trial import processes
child = processes.start(["sleep", "600"], log=Path(sys.argv[1]), env=os.environ, cwd=Path("/"))
print(child.pid, flush=True)
time.sleep(600)
"""
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
)


def wait_until_ended(pid: int) -> None:
    deadline = time.monotonic() + 10
    while processes.command_line(pid):
        assert time.monotonic() < deadline, f"process {pid} goes on"
        time.sleep(0.02)


def start(tmp_path: Path, *command: str, **env: str) -> subprocess.Popen[bytes]:
    return processes.start(command, log=tmp_path / "log", env={**os.environ, **env}, cwd=tmp_path)


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert "sleep 600" in processes.command_line(child)
        parent.kill()
    wait_until_ended(child)


def test_one_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    deaf = start(tmp_path, sys.executable, "-c", STUBBORN)
    while "deaf" not in processes.tail(tmp_path / "log"):
        time.sleep(0.02)
    processes.stop([deaf], seconds=0.2)
    assert deaf.returncode == -signal.SIGKILL


def test_only_those_started_with_our_mark_are_ours(tmp_path: Path) -> None:
    ours, other = start(tmp_path, "sleep", "600", MARK=str(tmp_path)), start(tmp_path, "sleep", "600", MARK="another")
    assert processes.started_with(f"MARK={tmp_path}") == [ours.pid]
    processes.stop([ours, other])


def test_leftovers_are_ended_and_others_left_alone(tmp_path: Path) -> None:
    left, other = start(tmp_path, "sleep", "600", MARK=str(tmp_path)), start(tmp_path, "sleep", "600", MARK="another")
    processes.end_leftovers(lambda: [left.pid] if left.poll() is None else [], patience=5)
    assert left.returncode == -signal.SIGTERM
    assert other.poll() is None
    processes.stop([other])


def test_the_last_lines_of_a_log_that_was_never_written_are_none(tmp_path: Path) -> None:
    assert processes.tail(tmp_path / "log") == ""


def test_a_log_begins_anew_and_the_one_before_is_kept(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("yesterday")
    processes.begin_log(tmp_path / "log")
    assert processes.tail(tmp_path / "log") == ""
    assert (tmp_path / "log.before").read_text() == "yesterday"
