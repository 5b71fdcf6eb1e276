"""The product's clock, so many seconds ahead of the machine's, in every process of a drill.

The product has one clock (vlu.lib.clock) and no way to set it; this puts another in its place in the processes of a
drill only. The seconds stand in a file, so that a drill can let a lease run out, or a night pass, without waiting.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from vlu.lib import clock

VARIABLE = "DRILL_CLOCK"  # names the file


class ShiftedClock:
    def __init__(self, file: Path) -> None:
        self.file, self._read_at, self._ahead = file, -1, timedelta(0)

    @property
    def ahead(self) -> timedelta:
        changed_at = self.file.stat().st_mtime_ns
        if changed_at != self._read_at:
            self._ahead, self._read_at = timedelta(seconds=float(self.file.read_text())), changed_at
        return self._ahead

    def now(self) -> datetime:
        """Counted in UTC: the hours of a day in London are not all of one length."""
        return (datetime.now(UTC) + self.ahead).astimezone(clock.LONDON)

    def set(self, moment: datetime) -> None:
        self._write(moment - datetime.now(UTC))

    def put_forward(self, by: timedelta) -> None:
        self._write(self.ahead + by)

    def _write(self, ahead: timedelta) -> None:
        draft = self.file.with_suffix(".draft")
        draft.write_text(str(ahead.total_seconds()))
        draft.replace(self.file)


def install() -> None:
    """From here on vlu.lib.clock.now is the shifted one, except while a test or a story holds it still."""
    shifted, still = ShiftedClock(Path(os.environ[VARIABLE])), clock._frozen  # noqa: SLF001 - the drill stands in for it
    clock.now = lambda: still.get() or shifted.now()
