"""Whatever may have left goes again only when somebody has checked with the reader, also when it failed in the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from notifications.models import OutboxMessage
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.mark.parametrize(("doubts", "asked"), [(1, True), (0, False)])
def test_one_that_failed(
    signed_in: Callable[..., Client], waiting: Callable[..., OutboxMessage], doubts: int, asked: bool
) -> None:
    message = waiting(state="failed", doubts=doubts, settled_at=clock.now(), region_id="N57")
    browser, page = signed_in(Role.VAO), f"/messages/{message.reference}/again/"
    assert ("I have checked that it did not arrive" in browser.get(page).content.decode()) is asked
    browser.post(page)
    message.refresh_from_db()
    assert message.state == ("failed" if asked else "queued")
