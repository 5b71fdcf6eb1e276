from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture
def empty_trail(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An audit trail whose entries are committed, so that they can be sealed, and which is emptied afterwards."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
                cursor.execute("TRUNCATE accounts_auditentry, accounts_auditseal, accounts_audittally RESTART IDENTITY")
                cursor.execute("SET session_replication_role = DEFAULT")
            connection.close()
