"""`make run`: the servers, the database brought up to date, then web, worker and beat until Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from vlu.trial import processes
from vlu.trial.attach import VARIABLES, Attachment, attach, set_what_a_trial_needs
from vlu.trial.server import why_not_free
from vlu.trial.state import PROJECT, CannotStart

MARK = "VLU_TRIAL_CHILD_OF"  # in the environment of every child, so that a later start knows what is ours
NOTE = "run.address"  # where it is, for a second `make run`; empty while it stops
SECONDS_TO_ANSWER = 60


class Stopped(Exception):
    """Somebody pressed Ctrl-C or asked the process to end."""


class Supervisor:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.address = f"http://127.0.0.1:{port}"
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.attachments: list[Attachment] = []

    def run(self) -> None:
        """Returns after Ctrl-C, everything stopped. Raises CannotStart with the reason otherwise, likewise stopped."""
        mark = f"{MARK}={self.folder}"
        processes.end_leftovers(lambda: processes.started_with(mark), patience=5)
        if problem := why_not_free(self.port):
            other = self.port + 1 if self.port >= 1024 else 8000
            raise CannotStart(f"Port {self.port} cannot be used: {problem}. Choose another: make run PORT={other}")
        try:
            self._start_servers()
            self._prepare()
            self._start_children()
            self._wait_until_it_answers()
            self._say_where()
            self._watch()
        except Stopped:
            print("Stopping.", flush=True)
        finally:
            self._stop()

    def _start_servers(self) -> None:
        missing = [name for name, variable in VARIABLES.items() if variable not in os.environ]
        if missing:
            print(f"Starting {' and '.join(missing)}. Data and logs are kept in {self.folder}.", flush=True)
        self.attachments = [Attachment(self.folder, name) for name in missing]
        for attachment in attach(self.attachments):
            os.environ[VARIABLES[attachment.name]] = attachment.url
        set_what_a_trial_needs(self.folder)
        os.environ.setdefault("DEMONSTRATION", "on")
        os.environ.setdefault("PUBLIC_ADDRESS", self.address)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlu.settings")

    def _prepare(self) -> None:
        print("Preparing the database.", flush=True)
        process = self._start("prepare", "-m", "vlu.trial.prepare", str(self.folder / "sign-ins"))
        if process.wait() != 0:
            raise CannotStart(f"The database could not be prepared.\n{self._last_lines('prepare')}")
        del self.children["prepare"]

    def _start_children(self) -> None:
        bind = ("--bind", f"127.0.0.1:{self.port}")
        size = ("--workers", "2", "--threads", "4", "--graceful-timeout", "5")
        self._start("web", "-m", "gunicorn", "vlu.wsgi", *bind, *size, "--no-control-socket")
        celery = ("-m", "celery", "--app", "vlu")
        self._start("worker", *celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
        self._start("beat", *celery, "beat", "--schedule", str(self.folder / "beat-schedule"))

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        env = {**os.environ, MARK: str(self.folder), "PYTHONUNBUFFERED": "1"}
        processes.begin_log(self._log(name))
        child = processes.start([sys.executable, *arguments], log=self._log(name), env=env, cwd=PROJECT)
        self.children[name] = child
        return child

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not answers(self.port):
            self._refuse_a_dead_child()
            if time.monotonic() > deadline:
                raise CannotStart(f"The web server does not answer.\n{self._last_lines('web')}")
            time.sleep(0.1)

    def _say_where(self) -> None:
        sign_ins = (self.folder / "sign-ins").read_text()
        print(f"\nReady: {self.address}\n", flush=True)
        if sign_ins:
            print(sign_ins, flush=True)
        print("\nCtrl-C stops everything.", flush=True)

    def _watch(self) -> None:
        while True:
            self._refuse_a_dead_child()
            for attachment in self.attachments:
                if not attachment.is_kept():
                    raise CannotStart(attachment.last_words())
            time.sleep(0.5)

    def _refuse_a_dead_child(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise CannotStart(f"The {name} process ended by itself.\n{self._last_lines(name)}")

    def _stop(self) -> None:
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wanted, signal.SIG_IGN)  # a second Ctrl-C must not leave half of it running
        (self.folder / NOTE).write_text("")
        processes.stop(self.children.values(), seconds=15)
        for attachment in self.attachments:
            attachment.leave()

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _last_lines(self, name: str) -> str:
        return f"Its last lines ({self._log(name)}):\n{processes.tail(self._log(name))}"


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
