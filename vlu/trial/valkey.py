"""The embedded Valkey: cache and broker, nothing kept on disk, a password, loopback only."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import redis

from vlu.trial import processes
from vlu.trial.programs import valkey_program
from vlu.trial.server import Server
from vlu.trial.state import CannotStart

TRIES = 3
SECONDS_TO_ANSWER = 20


class Valkey(Server):
    name = "valkey"

    def __init__(self, state: Path) -> None:
        super().__init__(state)
        self.make_folder()
        self.program = valkey_program(self.folder, copied=self.account is not None)
        self.settings = self.folder / "valkey.conf"

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def recover(self) -> None:
        processes.end_leftovers(self._left_running, patience=5)

    def start(self) -> subprocess.Popen[bytes]:
        for _ in range(TRIES):
            self.leave_a_taken_port()
            self._write_settings()
            process = processes.start(
                [self.program, self.settings],
                log=self.log,
                env=self.environment(),
                cwd=self.folder,
                user=self.account,
            )
            (self.folder / "pid").write_text(str(process.pid))
            if self._answers(process):
                return process
            time.sleep(1)
        raise CannotStart(f"Valkey did not start. Its last lines ({self.log}):\n{processes.tail(self.log)}")

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        processes.stop([process])

    def _write_settings(self) -> None:
        """A file, because a command line can be read by everybody on the machine and this holds the password."""
        lines = (
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            'save ""',
            "appendonly no",
            "daemonize no",
            "set-proc-title no",  # keeps the name of this file in the command line, where recover() looks for it
        )
        self.settings.unlink(missing_ok=True)
        self.settings.touch(mode=0o600)
        self.settings.write_text("\n".join(lines) + "\n")
        self.give_to_account(self.settings)

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while process.poll() is None and time.monotonic() < deadline:
            with redis.Redis.from_url(self.url) as client:
                try:
                    client.ping()
                except redis.RedisError:
                    time.sleep(0.05)
                else:
                    return True
        self.stop(process)
        return False

    def _left_running(self) -> list[int]:
        try:
            pid = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return []
        return [pid] if str(self.settings) in processes.command_line(pid) else []
