"""What the keeper needs of a server, whichever it is."""

from __future__ import annotations

import os
import socket
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path

from vlu.trial.state import CannotStart, remembered, server_account


class Server(ABC):
    """One embedded server and its folder. Made by the keeper only: everybody else reads its address from `ready`."""

    name: str

    def __init__(self, state: Path) -> None:
        self.folder = state / self.name
        self.account = server_account()
        self.password = remembered(state, f"{self.name}-password")
        self.log = self.folder / "log"

    @abstractmethod
    def recover(self) -> None:
        """Ends what a killed keeper left running on this folder."""

    @abstractmethod
    def start(self) -> subprocess.Popen[bytes]:
        """Starts it and returns when it answers. Raises CannotStart with its last lines when it does not."""

    @abstractmethod
    def stop(self, process: subprocess.Popen[bytes]) -> None: ...

    @property
    @abstractmethod
    def url(self) -> str: ...

    @property
    def port(self) -> int:
        """Chosen once and kept; another is chosen when somebody else has taken it meanwhile."""
        kept = self.folder / "port"
        port = int(kept.read_text()) if kept.exists() else 0
        if not port:
            port = choose_port()
            kept.write_text(str(port))
        return port

    def leave_a_taken_port(self) -> None:
        if why_not_free(self.port):
            (self.folder / "port").unlink()

    def environment(self) -> dict[str, str]:
        """Nothing of ours is handed on: a server needs no key of the application."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}

    def give_to_account(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, self.account, self.account)

    def make_folder(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if self.account is not None:
            self.folder.chmod(0o711)


def why_not_free(port: int) -> str | None:
    """What the system says against listening there, or None."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.strerror
        return None


def choose_port() -> int:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", 0))
        except OSError as error:
            raise CannotStart(f"This machine gives no local port ({error.strerror}).") from error
        port: int = probe.getsockname()[1]
        return port
