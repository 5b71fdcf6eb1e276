"""How a long import goes from slice to slice: the next is made while one is written, and what is over is forgotten."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import TypeVar

Item = TypeVar("Item")


def made_ahead(items: Iterable[Item]) -> Generator[Item, None, None]:
    """The same items, each made while the one before is in use, by a thread. No item is None, and making one must not
    use the database: a connection belongs to its thread.

    Raises what making an item raises, when it is that item's turn.
    """
    making, here = iter(items), copy_context()

    def make() -> Item | None:
        return here.run(next, making, None)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="made-ahead") as maker:
        coming = maker.submit(make)
        while (item := coming.result()) is not None:
            coming = maker.submit(make)
            yield item


@contextmanager
def garbage_collected_between_slices() -> Iterator[Callable[[], object]]:
    """Nearly all that a slice makes lives until its end: to look for garbage meanwhile took a quarter of the time, and
    what was found late made memory grow. What stood before the import is left out of the looking."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield gc.collect
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
