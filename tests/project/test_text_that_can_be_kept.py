"""What no database can hold, or nobody can read, is refused by the interface in a sentence; nothing is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from victims.models import CourtResultFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"results": [{"result_id": "R\\u0000"}]}', "no text holds"),
        ('{"results": [{"R\\u0000": "1"}]}', "no text holds"),
        ('{"results": [{"result_id": "\\ud800"}]}', "no text holds"),
        ('{"results": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
    ],
)
def test_it_is_refused(body: str, said: str, signed_in: Callable[..., Client]) -> None:
    headers = {"Idempotency-Key": "k-1"}
    answer = signed_in(Role.VAO).post("/api/v1/court-results/", body, content_type="application/json", headers=headers)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert not CourtResultFile.objects.exists()
