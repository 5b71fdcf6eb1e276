"""How often something may happen in a stretch of time: counted in the cache, so that all web processes count as one."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache


def too_often(key: str, *, at_most: int, within: timedelta) -> bool:
    """Counts this time too. Whether it is more than `at_most` since the first one, which is forgotten after `within`.

    The count is of real time, not the product's clock: it holds back programs, it is no fact of a case.
    """
    cache.add(key, 0, timeout=within.total_seconds())
    try:
        return cache.incr(key) > at_most
    except ValueError:  # forgotten between the two: the stretch of time is over
        return False
