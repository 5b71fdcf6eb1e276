"""Chromium, and a person's own window in it. Without Chromium each journey is skipped by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from accounts.models import User
from tests.journeys.chromium import ARGUMENTS, CHROMIUM, HOW_TO_INSTALL
from tests.journeys.visitor import Visitor


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(HOW_TO_INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built() -> set[str]:
    """Pages that were checked, by how they are built."""
    return set()


@pytest.fixture
def window(chromium: Browser, live_server: Any, built: set[str]) -> Iterator[Callable[..., Visitor]]:
    """A window of its own for a person: `window(officer)` signs in through the page. It is closed at the end, after
    nothing in it was reported as an error."""
    opened: list[Visitor] = []

    def open_window(user: User | None = None, *, scripts: bool = True) -> Visitor:
        visitor = Visitor(chromium, live_server.url, built, scripts=scripts)
        opened.append(visitor)
        if user is not None:
            visitor.sign_in(user)
        return visitor

    yield open_window
    faults = [fault for visitor in opened for fault in visitor.faults]
    for visitor in opened:
        visitor.close()
    assert faults == []
