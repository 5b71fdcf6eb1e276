"""How a sink misbehaves: shares of the messages offered to it, read again from a file whenever that file changes."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, field, fields
from enum import Enum
from pathlib import Path

from vlu.trial.state import write_whole

FILE = "faults.json"


class Fault(Enum):
    """`REFUSE`: a definite no that may pass. `HANG`: take nothing, say nothing. `DROP`: take it, then hang up before
    the answer. `SLOW`: take it, then say nothing. `LATE`: say nothing, and take it after the sender gave up."""

    REFUSE = "refuse"
    HANG = "hang"
    DROP = "drop"
    SLOW = "slow"
    LATE = "late"

    @property
    def leaves_the_sender_in_doubt(self) -> bool:
        return self is not Fault.REFUSE


@dataclass(frozen=True)
class Faults:
    """Each share is between 0 and 1 and they add up to at most 1. `silence`: seconds a silent sink keeps the line open;
    longer than the sender's patience. `ends`: what becomes of messages to an address, "delivered" unless said here."""

    refuse: float = 0
    hang: float = 0
    drop: float = 0
    slow: float = 0
    late: float = 0
    silence: float = 6
    ends: dict[str, str] = field(default_factory=dict)

    def draw(self, dice: random.Random) -> Fault | None:
        """The fault that strikes the next message, or None."""
        thrown = dice.random()
        for fault in Fault:
            thrown -= getattr(self, fault.value)
            if thrown < 0:
                return fault
        return None

    def write(self, folder: Path) -> None:
        write_whole(folder / FILE, asdict(self))


class FaultsInForce:
    """The faults of a folder as they stand. A missing file means none."""

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self._file, self._read_at, self._faults = folder / FILE, -1, Faults()
        self._dice = random.Random(seed)

    def now(self) -> Faults:
        changed_at = self._file.stat().st_mtime_ns if self._file.exists() else -1
        if changed_at != self._read_at:
            known = {each.name for each in fields(Faults)}
            written = json.loads(self._file.read_text()) if changed_at >= 0 else {}
            self._faults = Faults(**{name: value for name, value in written.items() if name in known})
            self._read_at = changed_at
        return self._faults

    def draw(self) -> Fault | None:
        return self.now().draw(self._dice)
