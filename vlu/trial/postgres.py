"""The embedded PostgreSQL: a data folder that outlives every start, one database, one account with a password."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

from vlu.trial import processes
from vlu.trial.programs import major_version, postgres_programs
from vlu.trial.server import Server
from vlu.trial.state import CannotStart

ROLE = DATABASE = "vlu"
TRIES = 3  # a port taken at the last moment, or memory of a killed server not yet released
SECONDS_TO_ANSWER = 120  # replaying the log after a power cut takes its time
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Postgres(Server):
    name = "postgres"

    def __init__(self, state: Path) -> None:
        super().__init__(state)
        self.make_folder()
        self.programs = postgres_programs(self.folder, copied=self.account is not None)
        self.data = self.folder / "data"

    @property
    def url(self) -> str:
        return f"postgres://{ROLE}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    def recover(self) -> None:
        processes.end_leftovers(self._left_running, by=signal.SIGINT, patience=15)
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # else a reused process number stops the start

    def start(self) -> subprocess.Popen[bytes]:
        if not self.data.exists():
            self._make_data_folder()
        self.data.chmod(0o700)  # PostgreSQL insists, and a copied checkout may have lost it
        self._refuse_other_version()
        for _ in range(TRIES):
            self.leave_a_taken_port()
            process = self._launch()
            if self._answers(process):
                return process
            time.sleep(1)
        raise CannotStart(f"PostgreSQL did not start. Its last lines ({self.log}):\n{processes.tail(self.log)}")

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        processes.stop([process], by=signal.SIGINT, seconds=30)

    def _make_data_folder(self) -> None:
        draft, secret = self.folder / "data.draft", self.folder / "password.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        self.give_to_account(draft)
        self.give_to_account(secret)
        command: list[str | Path] = [self.programs / "initdb", "-D", draft, "-U", ROLE, "--pwfile", secret]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        made = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            env=self.environment(),
            user=self.account,
            group=self.account,
            extra_groups=None if self.account is None else [],
        )
        secret.unlink()
        if made.returncode:
            raise CannotStart(f"PostgreSQL could not make its data folder:\n{made.stderr.strip()}")
        draft.rename(self.data)

    def _refuse_other_version(self) -> None:
        made_by, here = (self.data / "PG_VERSION").read_text().strip(), major_version(self.programs)
        if made_by != here:
            raise CannotStart(
                f"{self.data} was made by PostgreSQL {made_by} and this is PostgreSQL {here}. "
                "Move that folder away to start afresh, or set VLU_STATE to another folder."
            )

    def _launch(self) -> subprocess.Popen[bytes]:
        command: list[str | Path] = [self.programs / "postgres", "-D", self.data, "-p", str(self.port)]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        return processes.start(
            command,
            log=self.log,
            env=self.environment(),
            cwd=self.folder,
            user=self.account,
            at_parents_end=signal.SIGINT,  # its word for: close the connections and stop in order
        )

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while process.poll() is None and time.monotonic() < deadline:
            try:
                self._ensure_database()
            except psycopg2.OperationalError:
                time.sleep(0.05)
            else:
                return True
        self.stop(process)
        return False

    def _ensure_database(self) -> None:
        connection = psycopg2.connect(self.url.removesuffix(DATABASE) + "postgres")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        finally:
            connection.close()

    def _left_running(self) -> list[int]:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return []
        return [pid] if str(self.data) in processes.command_line(pid) else []
