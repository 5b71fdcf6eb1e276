"""`make drills`: every fault drill with 5,000 reminders, or the number given; `make drills-long` asks for much more.

Exits 1 when a message was lost, came twice or carried a wrong date, and then keeps the folder with the logs.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import tempfile
from pathlib import Path

from drills import table
from drills.drill_list import DRILLS
from drills.lanes import play_all

SIZE, LONG_SIZE = 5_000, 100_000


def main() -> None:
    asked = _arguments()
    chosen = [
        drill
        for drill in DRILLS
        if drill.long == asked.long and (not asked.only or any(word in drill.name for word in asked.only))
    ]
    folder = Path(tempfile.mkdtemp(prefix="victim-liaison-drills-", dir="/var/tmp"))
    folder.chmod(0o711)  # PostgreSQL may run as another user, who must pass
    size, rows = asked.size or (LONG_SIZE if asked.long else SIZE), list[table.Row]()
    print(f"{len(chosen)} drills, {size:,} enrolments each. Logs: {folder}\n\n{table.heading()}", flush=True)
    for row in play_all(chosen, folder, size):
        rows.append(row)
        print(table.line(row), flush=True)
    print(f"\n{table.LEGEND}\n\n{table.total(rows)}")
    if not all(row.is_clean for row in rows):
        raise SystemExit(1)
    shutil.rmtree(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m drills", description=__doc__)
    parser.add_argument("--size", type=int, help="enrolments in a drill")
    parser.add_argument("--long", action="store_true", help="one drill of 100,000 in which everything breaks, for long")
    parser.add_argument("--only", action="append", help="drills with these words in their name")
    return parser.parse_args()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end in order: nothing is left running
    main()
