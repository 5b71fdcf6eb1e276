"""Two runs side by side, each a process with servers of its own: while one drill waits, another uses the processors."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty

from drills.drill_list import DRILLS, Drill
from drills.run import Run
from drills.table import Row

LANES = 2


def play_all(drills: Sequence[Drill], folder: Path, size: int) -> Iterator[Row]:
    """A row for each drill, as they end. Raises SystemExit when a lane broke: its own words are printed before."""
    context = multiprocessing.get_context("spawn")
    waiting: Queue[int | None] = context.Queue()
    rows: Queue[Row] = context.Queue()
    lanes = [
        context.Process(target=_lane, args=(folder / f"lane{number}", size, waiting, rows))
        for number in range(min(LANES, len(drills)))
    ]
    for number in [*(DRILLS.index(each) for each in drills), *(None for _ in lanes)]:
        waiting.put(number)
    try:
        for lane in lanes:
            lane.start()
        for _ in drills:
            yield _next_row(rows, lanes)
    except BaseException:
        for lane in lanes:
            lane.terminate()
        raise
    finally:
        for lane in lanes:
            lane.join()


def _next_row(rows: Queue[Row], lanes: Sequence[BaseProcess]) -> Row:
    while True:
        try:
            return rows.get(timeout=1)
        except Empty:
            if any(lane.exitcode for lane in lanes):
                raise SystemExit("The drills broke off.") from None


def _lane(folder: Path, size: int, waiting: Queue[int | None], rows: Queue[Row]) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends in order: nothing is left running
    folder.mkdir(mode=0o711)
    run = Run(folder, size)
    try:
        run.start()
        while (number := waiting.get()) is not None:
            rows.put(run.play(DRILLS[number]))
    finally:
        run.stop()
