"""What a sink took, one JSON line a message, in a file that no kill of the product can touch.

A line is written whole, by one call, before the sender is answered; without fsync, because only processes are killed.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
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


def read(folder: Path) -> Iterator[Entry]:
    """Every whole line so far, in order."""
    file = folder / FILE
    if file.exists():
        with file.open() as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield Entry(**json.loads(line))


def taken(folder: Path) -> int:
    return sum(entry.taken for entry in read(folder))
