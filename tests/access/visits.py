"""A visit to an address: what was answered, and what was written to the database meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.access.matrix import MATRIX
from tests.access.world import World

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
OF_A_CALL = {"Idempotency-Key": "of the matrix"}
NOT_OURS = frozenset({"django_session"})


@dataclass(frozen=True)
class Visit:
    status: int
    asked: str
    text: str
    headers: dict[str, str]
    tables_written: tuple[str, ...]

    def shows(self, words: Iterable[str]) -> set[str]:
        """Those of the words that stand on the page or in a header."""
        return {word for word in words if word in self.text or any(word in value for value in self.headers.values())}

    def tells(self, words: Iterable[str]) -> set[str]:
        """The same, without what the visitor's own address said already: a way back to it gives nothing away."""
        return self.shows(word for word in words if word not in self.asked)


def browser_of(user: User | None, *, check_csrf: bool = False) -> Client:
    """Signed in by a session of its own, as after a sign-in; the sign-in itself is tested elsewhere."""
    browser = Client(enforce_csrf_checks=check_csrf)
    if user is not None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "accounts.sign_in.PasswordBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save(must_create=True)
        assert session.session_key
        browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return browser


def visit(
    name: str,
    world: World,
    user: User | None,
    method: str = "GET",
    *,
    like: User | None = None,
    check_csrf: bool = False,
) -> Visit:
    """`like`: whose address and answers are used, when not the visitor's own."""
    entry, owner = MATRIX[name], like or user
    assert owner is not None, "an anonymous visit must say whose address it tries"
    url = reverse(name, kwargs=dict(entry.gives(world, owner)))
    url = f"{url}?{entry.asks}" if entry.asks else url
    browser = browser_of(user, check_csrf=check_csrf)
    answers = dict(entry.sends(world, owner)) if entry.sends and method == "POST" else {}
    with CaptureQueriesContext(connection) as queries:
        if method != "POST":
            answer = browser.generic(method, url)
        elif entry.is_api:
            answer = browser.post(url, answers, content_type="application/json", headers=OF_A_CALL)
        else:
            answer = browser.post(url, answers)
    written = (found[1] for query in queries if (found := WRITES.match(query["sql"])))
    return Visit(
        status=answer.status_code,
        asked=url,
        text=answer.content.decode(),
        headers=dict(answer.headers),
        tables_written=tuple(table for table in written if table not in NOT_OURS),
    )
