"""What a sink took, one JSON line a message, in a file that no kill of the product can touch.

A line is written whole, by one call, before the sender is answered; without fsync, because only processes are killed.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "journal.jsonl"


@dataclass(frozen=True)
class Entry:
    """`reference` is the Message-ID of an e-mail, the sender's reference of a Notify message.

    `taken`: the message is with the receiver; otherwise it was refused or nothing was said. `fault`: what the sink did
    to the sender, empty when it behaved. `at`: seconds since 1970.
    """

    reference: str
    to: str
    subject: str
    body: str
    channel: str
    taken: bool
    fault: str
    at: float


class Journal:
    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(
        self, reference: str, *, to: str, subject: str, body: str, channel: str, taken: bool, fault: str = ""
    ) -> None:
        entry = Entry(reference, to, subject, body, channel, taken, fault, time.time())
        os.write(self._file, (json.dumps(asdict(entry)) + "\n").encode())

    def close(self) -> None:
        os.close(self._file)


class Reader:
    """What one journal gains from now on. `entries` grows by `look`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._at = self._file.stat().st_size if self._file.exists() else 0
        self.entries: list[Entry] = []

    def look(self) -> None:
        if self._file.exists():
            with self._file.open("rb") as lines:
                lines.seek(self._at)
                whole, newline, _ = lines.read().rpartition(b"\n")
            self._at += len(whole) + len(newline)
            self.entries += [Entry(**json.loads(line)) for line in whole.splitlines()]
