"""How every page is measured: server time in process, its queries and bytes, and the bare SQL behind it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User

TIMES = 30
WARM_UP = 3


@dataclass(frozen=True)
class Timing:
    """Milliseconds. `fastest` is what the work takes when nothing else has the machine."""

    median: float
    p95: float
    fastest: float


@dataclass(frozen=True)
class PageCost:
    name: str
    timing: Timing
    queries: int
    size: int
    bare: Timing

    @property
    def ratio(self) -> float:
        """How many times the bare SQL the whole page costs."""
        return self.timing.median / self.bare.median


def timed(work: Callable[[], Any], times: int = TIMES) -> Timing:
    for _ in range(WARM_UP):
        work()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    p95 = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
    return Timing(median=taken[len(taken) // 2], p95=p95, fastest=taken[0])


def signed_in(email: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(email=email), backend="accounts.sign_in.PasswordBackend")
    return browser


def page_cost(name: str, browser: Client, address: str, times: int = TIMES) -> PageCost:
    """A whole request, middleware and template included. Raises ValueError when the page is not a 200.

    The bare SQL is every statement of that very request except those about the session, sent again as they were.
    """
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address} answers {answer.status_code}, so its time says nothing.")
    sent = [query["sql"] for query in captured.captured_queries]
    statements = [sql for sql in sent if is_about_the_page(sql)]
    return PageCost(
        name=name,
        timing=timed(lambda: browser.get(address), times),
        queries=len(sent),
        size=len(answer.content),
        bare=timed(lambda: send(statements), times),
    )


def is_about_the_page(sql: str) -> bool:
    return sql.upper().startswith(("SELECT", "WITH", "\nSELECT", "\nWITH")) and "django_session" not in sql


def send(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def print_table(costs: list[PageCost]) -> None:
    headings = ("median ms", "p95 ms", "fastest", "queries", "bytes", "bare SQL ms", "ratio")
    print(f"{'page':44} " + " ".join(f"{heading:>11}" for heading in headings))
    for cost in costs:
        times = (cost.timing.median, cost.timing.p95, cost.timing.fastest)
        print(
            f"{cost.name:44} {' '.join(f'{ms:11.1f}' for ms in times)} {cost.queries:11} {cost.size:11,} "
            f"{cost.bare.median:11.1f} {cost.ratio:11.1f}"
        )
