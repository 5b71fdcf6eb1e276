"""The check that every page of a journey passes does find what is wrong with a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
PAGE = '<!DOCTYPE html><html lang="en"><head><title>Page</title></head><body><main><h1>Page</h1>{}</main></body></html>'


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("<p>Nothing is wrong</p>", ""),
        ('<img src="/a.png">', "image-alt"),
        ('<p style="color: #eee">Hard to read</p>', "color-contrast"),
        ('<p style="width: 500px">Too wide for a telephone</p>', "wider than 390 pixels"),
    ],
)
def test_a_fault_is_named(chromium: Browser, part: str, found: str) -> None:
    visitor = Visitor(chromium, "", set())
    visitor.page.set_content(PAGE.format(part))

    violations = visitor.violations()
    visitor.close()

    assert bool(violations) == bool(found)
    assert all(found in one for one in violations)
