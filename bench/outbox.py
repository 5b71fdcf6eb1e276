"""`python -m bench.outbox 100000`: messages drained over SMTP to a sink that keeps each, by one worker and by two,
beside the bare SQL of the same claims, begins and settles in the same run; then from commit to hand-over when quiet.

The sink is a program of its own, written in Python, and takes a processor of the same machine. Every message has a
question asked about whether it is still needed, as every real one has.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import databases
from drills.journal import FILE

MESSAGES = 100_000
QUIET = 300  # messages, one now and then
BATCH = 20

CLAIM = """
UPDATE notifications_outboxmessage SET state = 'sending', leased_by = 'bare', leased_until = now() + interval '20 s',
    begun_at = NULL, worded_at = now()
WHERE id IN (SELECT id FROM notifications_outboxmessage WHERE state = 'queued' AND NOT channel = 'print'
    AND not_before <= now() ORDER BY not_before, id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id"""
SETTLE = """
UPDATE notifications_outboxmessage SET state = 'sent', settled_at = now(), leased_by = '', leased_until = NULL
WHERE id = %s AND state = 'sending' AND leased_by = 'bare'"""
BEGIN = """
UPDATE notifications_outboxmessage SET begun_at = now(), leased_until = now() + interval '180 s',
    attempts = attempts + 1
WHERE id = %s AND state = 'sending' AND leased_by = 'bare'"""


def main() -> None:
    messages = int(sys.argv[1].replace(",", "").replace("_", "")) if len(sys.argv) > 1 else MESSAGES
    databases.use(1, called="vlu_outbox")
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by the line above

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    with tempfile.TemporaryDirectory() as folder, sink(Path(folder)):
        print(f"{messages:,} messages, load {os.getloadavg()[0]:.1f}")
        bare = bare_sql(messages)
        print(f"{'bare SQL, one connection':44} {bare:8.1f} s {messages / bare:10,.0f} a second")
        for workers in (1, 2):
            fill(messages)
            taken, processor = drained_by(workers)
            print(
                f"{f'drained to the sink by {workers}':44} {taken:8.1f} s {messages / taken:10,.0f} a second "
                f"{taken / bare:6.1f} times the bare SQL, {processor / messages * 1000:.1f} ms of processor each"
            )
            check(messages, Path(folder))
        measure_quiet(Path(folder))


def fill(messages: int) -> None:
    from django.db import connection  # noqa: PLC0415 - as above

    from accounts.models import Organisation, Region, User  # noqa: PLC0415 - as above
    from notifications.models import HeldBatch, OutboxMessage  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    unit = Organisation.objects.get_or_create(kind="VLU", region=Region.objects.earliest("pk"))[0]
    User.objects.get_or_create(
        email="reader@bench.example", defaults={"name": "Reading", "role": "VLO", "organisation": unit, "password": "!"}
    )
    batch = HeldBatch.objects.first() or HeldBatch.objects.create(origin="bench", messages_held=1, held_at=clock.now())
    OutboxMessage.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO notifications_outboxmessage (dedupe_key, cause, batch_id, recipient_id, address, channel,
                   subject, body, state, queued_at, not_before, attempts, leased_by, last_error, note)
               SELECT 'bench:' || n, 'batch', %s, u.id, '', 'email', 'A date is near', repeat('Open the case. ', 20),
                   'queued', now(), now() - interval '1 h' + n * interval '1 ms', 0, '', '', ''
               FROM generate_series(1, %s) n, accounts_user u WHERE u.email = 'reader@bench.example'""",
            [batch.pk, messages],
        )
        cursor.execute("VACUUM ANALYZE notifications_outboxmessage")


def bare_sql(messages: int) -> float:
    """Seconds for the same rows, in the same order of commits, with nothing sent and no words put together."""
    from django.db import connection, transaction  # noqa: PLC0415 - as above

    fill(messages)
    began, before = time.perf_counter(), None
    with connection.cursor() as cursor:
        while True:
            cursor.execute(CLAIM, [BATCH])
            claimed = [key for (key,) in cursor.fetchall()]
            if not claimed:
                break
            for key in claimed:
                with transaction.atomic():
                    if before is not None:
                        cursor.execute(SETTLE, [before])
                    cursor.execute(BEGIN, [key])
                before = key
            cursor.execute(SETTLE, [before])
            before = None
    return time.perf_counter() - began


def drained_by(workers: int) -> tuple[float, float]:
    """Seconds from start to end of the programs, and seconds of processor they used, which other work changes least."""
    began, before = time.perf_counter(), os.times()
    drains = [
        subprocess.Popen([sys.executable, "manage.py", "drain_outbox"], stdout=subprocess.DEVNULL)
        for _ in range(workers)
    ]
    if any(drain.wait() for drain in drains):
        raise SystemExit("A drain failed.")
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, used


def check(messages: int, folder: Path) -> None:
    """Every message once at the sink, and settled."""
    from notifications.models import OutboxMessage  # noqa: PLC0415 - as above

    taken = sum(1 for _ in (folder / FILE).open())
    sent = OutboxMessage.objects.filter(state="sent").count()
    (folder / FILE).write_text("")
    if not taken == sent == messages:
        raise SystemExit(f"{taken} at the sink and {sent} marked as sent, of {messages}.")


def measure_quiet(folder: Path) -> None:
    """One message at a time, written and committed as an action does, with a real worker behind a real broker."""
    from django.db import transaction  # noqa: PLC0415 - as above

    from notifications.actions.waking import wake_drain_after_commit  # noqa: PLC0415 - as above
    from notifications.models import HeldBatch, OutboxMessage  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    fill(0)
    batch, reader = HeldBatch.objects.earliest("pk"), reader_of_the_bench()
    dice, committed = random.Random(4), {}
    with worker():
        for number in range(QUIET):
            with transaction.atomic():
                now, key = clock.now(), f"quiet:{uuid.uuid4()}"
                OutboxMessage.objects.create(
                    dedupe_key=key, cause="batch", batch=batch, recipient=reader, subject=f"Quiet {number}",
                    body="Open the case.", queued_at=now, not_before=now,
                )  # fmt: skip
                wake_drain_after_commit()
            committed[f"Quiet {number}"] = time.time()
            time.sleep(dice.uniform(0.05, 0.35))
        time.sleep(2)
    taken = at_the_sink(folder)
    waits = sorted((taken[subject] - at) * 1000 for subject, at in committed.items() if subject in taken)
    if len(waits) < QUIET:
        raise SystemExit(f"{QUIET - len(waits)} of the quiet messages did not arrive within two seconds of the last.")
    p99 = waits[int(len(waits) * 0.99)]
    print(f"from commit to hand-over, quiet: median {waits[len(waits) // 2]:.0f} ms, p99 {p99:.0f} ms, of {len(waits)}")


def reader_of_the_bench() -> Any:
    from accounts.models import User  # noqa: PLC0415 - as above

    return User.objects.get(email="reader@bench.example")


def at_the_sink(folder: Path) -> dict[str, float]:

    entries = (json.loads(line) for line in (folder / FILE).open())
    return {entry["subject"]: entry["at"] for entry in entries}


@contextmanager
def sink(folder: Path) -> Iterator[None]:
    """The mail server of the drills, to which this process and its children send."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    program = subprocess.Popen([sys.executable, "-m", "drills.mail_sink", str(folder), str(port)])
    try:
        wait_for(port)
        yield
    finally:
        program.terminate()
        program.wait()


@contextmanager
def worker() -> Iterator[None]:
    arguments = ("worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "ERROR")
    program = subprocess.Popen([sys.executable, "-m", "celery", "--app", "vlu", *arguments], stdout=subprocess.DEVNULL)
    try:
        time.sleep(10)
        yield
    finally:
        program.terminate()
        program.wait()


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("The sink does not start.")


if __name__ == "__main__":
    main()
