"""One `make run` per folder and port; whoever is refused reads one sentence."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from vlu.trial.__main__ import wait_for_one_that_is_stopping, wanted_port
from vlu.trial.locks import Lock
from vlu.trial.server import choose_port, why_not_free
from vlu.trial.state import CannotStart
from vlu.trial.supervisor import Supervisor, answers


def test_a_second_one_is_told_where_the_first_is(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text("http://127.0.0.1:8000 (process 12)")
    with Lock(tmp_path / "lock") as first, Lock(tmp_path / "lock") as second:
        first.hold()
        with pytest.raises(CannotStart, match=r"already running: http://127\.0\.0\.1:8000"):
            wait_for_one_that_is_stopping(second, note)


def test_the_lock_of_one_that_has_ended_is_free(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text("http://127.0.0.1:8000 (process 12)")
    with Lock(tmp_path / "lock") as ended:
        ended.hold()
    with Lock(tmp_path / "lock") as next_one:
        wait_for_one_that_is_stopping(next_one, note)


def test_a_taken_port_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} cannot be used: Address already in use"):
            Supervisor(tmp_path, port).run()
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_was_chosen_is_free() -> None:
    assert why_not_free(choose_port()) is None


@pytest.mark.parametrize("written", ["http", "-1", "0", "65536", "80.5", ""])
def test_a_port_that_is_no_port_is_one_sentence(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", written)
    with pytest.raises(CannotStart, match="from 1 to 65535"):
        wanted_port()


def test_the_port_is_8000_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert wanted_port() == 8000
    monkeypatch.setenv("PORT", "8123")
    assert wanted_port() == 8123


def test_a_port_where_nobody_listens_does_not_answer() -> None:
    assert not answers(choose_port())
