"""What the fake GOV.UK Notify took."""

from __future__ import annotations

import json

from drills.fake_notify import FakeNotify
from drills.journal import FILE, Entry


def taken(notify: FakeNotify) -> list[Entry]:
    lines = (notify.folder / FILE).read_text().splitlines()
    return [entry for entry in (Entry(**json.loads(line)) for line in lines) if entry.taken]
