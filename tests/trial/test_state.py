"""Where a trial keeps its things, and whom it refuses."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vlu.trial.state import NOBODY, CannotStart, closed_to, remembered, state_folder, write_whole


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder every user may pass into, made in one that every user may pass too."""
    folder = Path(tempfile.mkdtemp(prefix="vlu-trial-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_a_password_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = remembered(tmp_path, "secret")
    assert remembered(tmp_path, "secret") == first
    assert len(first) > 50
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_those_who_ask_at_once_get_the_same_password(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as crowd:
        assert len(set(crowd.map(lambda _: remembered(tmp_path, "secret"), range(40)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_whole_text_replaces_the_old_one_and_leaves_no_draft(tmp_path: Path) -> None:
    write_whole(tmp_path / "ready", {"url": "old"})
    write_whole(tmp_path / "ready", {"url": "new"})
    assert (tmp_path / "ready").read_text() == '{"url": "new"}'
    assert [path.name for path in tmp_path.iterdir()] == ["ready"]


def test_a_folder_behind_a_closed_one_is_closed(open_folder: Path) -> None:
    closed = open_folder / "closed"
    (closed / "inside").mkdir(parents=True)
    assert closed_to(NOBODY, closed / "inside") is None
    closed.chmod(0o700)
    assert closed_to(NOBODY, closed / "inside") == closed


def test_the_folder_named_by_vlu_state_is_made(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VLU_STATE", str(open_folder / "mine"))
    assert state_folder() == open_folder / "mine"
    assert not (open_folder / "mine").stat().st_mode & (stat.S_IROTH | stat.S_IWOTH)


def test_a_folder_that_cannot_be_made_is_one_sentence(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (open_folder / "file").touch(mode=0o755)
    monkeypatch.setenv("VLU_STATE", str(open_folder / "file" / "below"))
    with pytest.raises(CannotStart, match="Cannot make the folder"):
        state_folder()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that belongs to somebody else")
def test_a_folder_of_somebody_else_is_refused(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chown(open_folder, NOBODY, NOBODY)
    monkeypatch.setenv("VLU_STATE", str(open_folder))
    with pytest.raises(CannotStart, match=f"belongs to user {NOBODY}"):
        state_folder()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")
def test_root_may_not_name_a_folder_that_postgresql_cannot_reach(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_folder / "closed").mkdir(mode=0o700)
    monkeypatch.setenv("VLU_STATE", str(open_folder / "closed" / "state"))
    with pytest.raises(CannotStart, match="may not pass"):
        state_folder()
