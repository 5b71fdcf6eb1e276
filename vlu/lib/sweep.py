"""A run over many rows where one bad row must not stop the rest, and must not be forgotten either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from vlu.lib.errors import DomainError

log = structlog.get_logger(__name__)


class SomeRowsFailed(DomainError):
    """A sweep did its work except for some rows, which the log names."""

    code = "some_rows_failed"


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

    def raise_if_any_failed(self, what: str) -> None:
        """Raises SomeRowsFailed, so that a run which skipped a row is never a success."""
        if self.failed:
            raise SomeRowsFailed(
                f"{self.done} done; {len(self.failed)} of the {what} could not be done and will be tried again. "
                f"Ids: {', '.join(map(str, self.failed[:20]))}. The log says why."
            )
