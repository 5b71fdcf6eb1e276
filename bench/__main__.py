"""`make bench`: every measured page over 10,000, 100,000 and 1,000,000 invented cases, or the sizes given; then the
reminder sweep over 1,000,000 and 10,000,000 open clocks, and the search over two million names.

Then comes the intake of 50,000 court results, then 100,000 messages out of the outbox, and last the nightly
check of every clock.

Each size has a database of its own, filled once (a million cases take several minutes the first time). Each table is
printed by a process of its own, because Django is set up for one database at a time.
"""

from __future__ import annotations

import subprocess
import sys

from bench.generate import SIZES

TABLES = ("bench.pages", "bench.dashboard")
OPEN_CLOCKS = (1_000_000, 10_000_000)


def main() -> None:
    sizes = [int(text.replace(",", "").replace("_", "")) for text in sys.argv[1:]] or list(SIZES)
    for size in sizes:
        for table in TABLES:
            subprocess.run([sys.executable, "-m", table, str(size)], check=True)
            print()
    for clocks in OPEN_CLOCKS:
        subprocess.run([sys.executable, "-m", "bench.sweep", str(clocks)], check=True)
    subprocess.run([sys.executable, "-m", "bench.search"], check=True)
    subprocess.run([sys.executable, "-m", "bench.court_results"], check=True)
    subprocess.run([sys.executable, "-m", "bench.outbox"], check=True)
    subprocess.run([sys.executable, "-m", "bench.recompute"], check=True)


if __name__ == "__main__":
    main()
