"""A planned statement is handed over once for a connection, and again to a connection that does not know it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from vlu.lib.planned import planned_rows

pytestmark = pytest.mark.django_db
STATEMENT = "SELECT %(first)s::int + %(second)s::int, %(day)s::date, '100 %%', %(first)s::int"


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'planned_%'")
        return [row[0] for row in cursor.fetchall()]


def test_values_go_where_their_names_stand() -> None:
    day = date(2026, 11, 20)

    assert planned_rows(STATEMENT, {"second": 2, "day": day, "first": 1}) == [(3, day, "100 %", 1)]


def test_is_kept_by_the_connection_for_every_value() -> None:
    planned_rows(STATEMENT, {"first": 1, "second": 2, "day": None})
    before = prepared()

    assert planned_rows(STATEMENT, {"first": 10, "second": 20, "day": None}) == [(30, None, "100 %", 10)]
    assert prepared() == before


def test_what_follows_in_a_transaction_is_planned_as_before() -> None:
    planned_rows(STATEMENT, {"first": 1, "second": 2, "day": None})

    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone()[0] == "auto"


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_given_it_again() -> None:
    planned_rows(STATEMENT, {"first": 1, "second": 2, "day": None})
    connection.close()

    assert planned_rows(STATEMENT, {"first": 1, "second": 2, "day": None}) == [(3, None, "100 %", 1)]


def test_a_value_is_never_read_as_part_of_the_statement() -> None:
    assert planned_rows("SELECT %(text)s::text", {"text": "'; %s $1 --"}) == [("'; %s $1 --",)]
