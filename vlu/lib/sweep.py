"""A run over many rows where one bad row must not stop the rest, and must not be forgotten either."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import structlog

from vlu.lib.errors import DomainError

log = structlog.get_logger(__name__)
PROJECT = Path(__file__).resolve().parent.parent.parent


class SomeRowsFailed(DomainError):
    """A sweep did its work except for some rows, which the log names."""

    code = "some_rows_failed"


@dataclass(frozen=True)
class Tally:
    """What a run came to. `error` says why it stopped before its end, in words that name nobody."""

    done: int = 0
    failed: int = 0
    error: str = ""


class Counted(Protocol):
    """What the work of a job gives back: it can be counted, and it does not pass for a success when it was none."""

    def tally(self) -> Tally: ...

    def raise_if_any_failed(self, what: str) -> None: ...


def type_and_place(error: BaseException) -> str:
    """An error as its type and our line it came through last. Its own words are left out: they may carry a name."""
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    for file, line in reversed(frames):
        if file.is_relative_to(PROJECT) and "site-packages" not in file.parts:
            return f"{type(error).__name__} at {file.relative_to(PROJECT)}:{line}"
    return type(error).__name__


@dataclass
class Sweep:
    """What a run did. `failed` are ids of the rows it could not do; they are tried again by the next run."""

    done: int = 0
    failed: list[int] = field(default_factory=list)

    @contextmanager
    def skipping(self, what: str, row: int) -> Iterator[None]:
        """Around one row's work, which must be a transaction or savepoint of its own: what goes wrong is noted."""
        try:
            yield
        except Exception as error:  # a row may be bad in any way
            self._note_failure(what, row, error)

    def _note_failure(self, what: str, row: int, error: Exception) -> None:
        """A row's error goes to the log by place and type only: its text may carry a name."""
        if row not in self.failed:
            self.failed.append(row)
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        log.error("row_skipped", what=what, row=row, error=type(error).__name__, where=where)

    def __add__(self, other: Sweep) -> Sweep:
        """Two runs of one job, told of as one."""
        return Sweep(self.done + other.done, [*self.failed, *other.failed])

    def tally(self) -> Tally:
        return Tally(self.done, len(self.failed))

    def raise_if_any_failed(self, what: str) -> None:
        """Raises SomeRowsFailed, so that a run which skipped a row is never a success."""
        if self.failed:
            raise SomeRowsFailed(
                f"{self.done} done; {len(self.failed)} of the {what} could not be done and will be tried again. "
                f"Ids: {', '.join(map(str, self.failed[:20]))}. The log says why."
            )
