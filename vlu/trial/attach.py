"""How a process becomes a user of the embedded servers: they run while it runs, whoever else uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from vlu.trial import processes
from vlu.trial.locks import Lock, is_held
from vlu.trial.state import PROJECT, CannotStart, as_root, remembered, state_folder

VARIABLES = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
SECONDS_TO_START = 180
_attached: list[Attachment] = []  # kept so that the locks last as long as the process


def attach_to_embedded_servers(*, redis_number: int = 0) -> None:
    """Sets DATABASE_URL and REDIS_URL where they are not set, and what else a trial needs. Does nothing when both are.

    The servers stop by themselves when the last process that called this has ended. `redis_number` keeps the test run
    away from the keys of a running trial.
    """
    missing = [name for name, variable in VARIABLES.items() if variable not in os.environ]
    if not missing:
        return
    folder = state_folder()
    for attachment in attach([Attachment(folder, name) for name in missing]):
        _attached.append(attachment)
        os.environ[VARIABLES[attachment.name]] = attachment.url
    if "valkey" in missing:
        os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{redis_number}"
    set_what_a_trial_needs(folder)


def set_what_a_trial_needs(folder: Path) -> None:
    """A key made once, no HTTPS, this machine only. Whatever is set already stays."""
    if "SECRET_KEY" not in os.environ:
        os.environ["SECRET_KEY"] = remembered(folder, "secret-key")
    os.environ.setdefault("HTTPS", "off")
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")


def attach(attachments: list[Attachment]) -> list[Attachment]:
    """The same, each answering. Raises CannotStart with the server's own words when one does not."""
    for attachment in attachments:
        attachment.begin()  # all start at once
    for attachment in attachments:
        attachment.wait_until_ready()
    return attachments


class Attachment:
    """This process's share in one server."""

    def __init__(self, state: Path, name: str) -> None:
        self.name, self.state, self.folder = name, state, state / name
        self.url = ""
        self.folder.mkdir(mode=0o711 if as_root() else 0o700, exist_ok=True)
        self._starting, self._use = Lock(self.folder / "start.lock"), Lock(self.folder / "users.lock")
        self._keeper: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Shares the server first, so that its keeper cannot decide meanwhile that nobody is left; then looks."""
        self._starting.hold()
        self._use.share()  # waits for a keeper that is just stopping
        if not self.is_kept():
            self._start_keeper()

    def _start_keeper(self) -> None:
        (self.folder / "ready").unlink(missing_ok=True)
        with (self.folder / "keeper.log").open("wb") as log:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", "vlu.trial.keeper", self.name, str(self.state)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=PROJECT,
                start_new_session=True,  # outlives us when another process uses the server too
            )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not (self.folder / "ready").exists():
            if self._keeper is None and not self.is_kept():
                self._start_keeper()  # the one that was there was just ending
            if time.monotonic() > deadline or (self._keeper and self._keeper.poll() is not None):
                raise CannotStart(self.last_words())
            time.sleep(0.02)
        if self._keeper:
            self._keeper.returncode = 0  # it may outlive us; Python would warn at our end that nobody waited for it
        self.url = json.loads((self.folder / "ready").read_text())["url"]
        self._starting.let_go()

    def is_kept(self) -> bool:
        return is_held(self.folder / "keeper.lock")

    def last_words(self) -> str:
        return processes.tail(self.folder / "keeper.log") or f"The embedded {self.name} ended without a word."

    def leave(self) -> None:
        """Gives the share back, and waits for the server to stop unless somebody else is using it."""
        self._starting.close()
        self._use.close()
        deadline = time.monotonic() + 40
        with Lock(self.folder / "users.lock") as users:
            while self.is_kept() and time.monotonic() < deadline:
                if not users.try_to_hold() and users.try_to_share():
                    return  # others share it
                users.let_go()
                time.sleep(0.05)
