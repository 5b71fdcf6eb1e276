"""The embedded servers run while somebody uses them, keep the data, and survive every way of being killed."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from tests.trial.conftest import User
from vlu.trial.locks import is_held


def ask(address: str, question: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(address)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def wait_until_stopped(state: Path) -> None:
    deadline = time.monotonic() + 30
    while any(is_held(lock) for lock in state.glob("*/keeper.lock")):
        assert time.monotonic() < deadline, "the servers go on although nobody uses them"
        time.sleep(0.05)


@pytest.fixture
def somebody(state: Path) -> Iterator[User]:
    with User(state) as user:
        yield user


def test_a_process_with_nothing_set_gets_a_database_and_a_cache(somebody: User) -> None:
    database, cache, _ = somebody.addresses()
    assert ask(database, "SELECT 1") == [(1,)]
    with redis.Redis.from_url(cache) as client:
        assert client.ping()


def test_the_database_has_what_the_application_needs(somebody: User) -> None:
    database, _, _ = somebody.addresses()
    for extension in ("pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent"):
        ask(database, f"CREATE EXTENSION IF NOT EXISTS {extension}")
    assert ask(database, "SHOW fsync") == [("on",)]
    assert ask(database, "SELECT lower('ŴYN')") == [("ŵyn",)]


def test_nobody_gets_in_without_the_password(somebody: User) -> None:
    database, cache, _ = somebody.addresses()
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(database.replace(database.split(":")[2].split("@")[0], "guess"))
    address = cache.split("@")[1]
    with redis.Redis.from_url(f"redis://{address}") as client, pytest.raises(redis.AuthenticationError):
        client.ping()


def test_the_servers_go_on_for_the_second_when_the_first_has_left(state: Path, somebody: User) -> None:
    database, _, _ = somebody.addresses()
    with User(state) as second:
        assert second.addresses()[0] == database
        somebody.leave()
        time.sleep(0.6)  # longer than a keeper takes to see that nobody is left
        assert ask(database, "SELECT 1") == [(1,)]


def test_two_that_come_at_once_share_one_server(state: Path) -> None:
    wait_until_stopped(state)
    with User(state) as one, User(state) as other:
        assert one.addresses() == other.addresses() != []


def test_the_servers_stop_when_the_last_is_killed(state: Path) -> None:
    with User(state) as user:
        database, _, _ = user.addresses()
        assert ask(database, "SELECT 1") == [(1,)]
        user.process.kill()
        user.leave()
    wait_until_stopped(state)
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(database)


def test_the_data_and_the_key_are_there_again_after_the_keepers_are_killed(state: Path) -> None:
    with User(state) as user:
        database, _, key = user.addresses()
        ask(database, "CREATE TABLE kept AS SELECT 'still here' AS word")
        for ready in state.glob("*/ready"):
            os.kill(json.loads(ready.read_text())["keeper"], signal.SIGKILL)
    with User(state) as user:
        database, _, same_key = user.addresses()
        assert ask(database, "SELECT word FROM kept") == [("still here",)]
        assert same_key == key


def test_the_data_is_there_again_after_the_server_itself_is_killed(state: Path) -> None:
    with User(state) as user:
        ask(user.addresses()[0], "CREATE TABLE kept_too AS SELECT 'still here' AS word")
        os.kill(json.loads((state / "postgres" / "ready").read_text())["pid"], signal.SIGKILL)
    with User(state) as user:
        assert ask(user.addresses()[0], "SELECT word FROM kept_too") == [("still here",)]


def test_an_address_somebody_has_set_is_used_and_its_server_not_started(state: Path) -> None:
    wait_until_stopped(state)
    with User(state, DATABASE_URL="postgres://their/own") as user:
        database, cache, _ = user.addresses()
        assert database == "postgres://their/own"
        assert "127.0.0.1" in cache
        assert is_held(state / "valkey" / "keeper.lock")
        assert not is_held(state / "postgres" / "keeper.lock")
