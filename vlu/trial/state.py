"""Where a trial keeps its data, logs, passwords and locks, and the one-line refusals of everything in this package."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534  # the unprivileged user every Debian has; PostgreSQL refuses to run as root


class CannotStart(SystemExit):
    """Ends the command with one sentence at the terminal that says what to do. Never raised inside the application."""


def state_folder() -> Path:
    """The folder of this checkout's trial, made if it is missing. VLU_STATE names another one."""
    folder = _chosen_folder()
    try:
        folder.mkdir(mode=0o711 if as_root() else 0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"Cannot make the folder {folder} ({error.strerror}). Name one you may write in: VLU_STATE=..."
        ) from error
    _refuse_unless_ours(folder)
    return folder


def as_root() -> bool:
    return os.geteuid() == 0


def server_account() -> int | None:
    """The uid the servers run as: 65534 when we are root, otherwise None for ourselves."""
    uid = NOBODY if as_root() else os.geteuid()
    try:
        pwd.getpwuid(uid)
    except KeyError as error:
        raise CannotStart(
            f"User {uid} has no entry in /etc/passwd and PostgreSQL will not start without one. "
            "Run this as a user that has one, or set DATABASE_URL to a PostgreSQL server."
        ) from error
    return uid if as_root() else None


def closed_to(uid: int, folder: Path) -> Path | None:
    """The first folder on the way to this one that the user may not pass, or None. Access lists are not looked at."""
    for step in reversed([folder, *folder.parents]):
        if not step.exists():
            return None
        found = step.stat()
        if not found.st_mode & stat.S_IXOTH and not (found.st_uid == uid and found.st_mode & stat.S_IXUSR):
            return step
    return None


def remembered(folder: Path, name: str) -> str:
    """A random password, made once and kept in the folder for the owner's eyes only. Safe when two processes ask."""
    kept = folder / name
    if not kept.exists():
        with tempfile.NamedTemporaryFile("w", dir=folder, prefix=f"{name}.") as draft:  # made with mode 0600
            draft.write(secrets.token_urlsafe(40))
            draft.flush()
            with suppress(FileExistsError):  # another process was first; its password is the one
                os.link(draft.name, kept)
    return kept.read_text()


def write_whole(path: Path, content: object) -> None:
    """Writes JSON so that a reader sees the old text or the new, never half of it."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content))
    draft.replace(path)


def _chosen_folder() -> Path:
    named = os.environ.get("VLU_STATE")
    folder = Path(named).resolve() if named else PROJECT / ".state"
    blocked = closed_to(NOBODY, folder) if as_root() else None
    if blocked is None or blocked == folder:
        return folder
    if named:
        raise CannotStart(
            f"As root, PostgreSQL runs as user {NOBODY}, which may not pass {blocked}. "
            "Name another folder: VLU_STATE=..."
        )
    return Path("/var/tmp") / f"victim-liaison-{hashlib.sha256(bytes(PROJECT)).hexdigest()[:10]}"  # noqa: S108 (ownership is checked)


def _refuse_unless_ours(folder: Path) -> None:
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) or not os.access(folder, os.W_OK | os.X_OK):
        raise CannotStart(f"You may not write in {folder}. Change its owner, or name another one: VLU_STATE=...")
    if found.st_uid != os.geteuid():
        owner = found.st_uid
        raise CannotStart(
            f"{folder} belongs to user {owner}. Run this as that user, or name another one: VLU_STATE=..."
        )
    if as_root():
        folder.chmod(0o711)  # user 65534 passes through; only root may list it
