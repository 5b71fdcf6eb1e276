"""The reminder sweep over so many open clocks when nothing is due, when some are and when very many are, beside the
bare SQL of the same writes over the same timers in the same run: `python -m bench.sweep 1000000`.

Every run is rolled back, after the checks of its commit. One enrolment in ten is urgent, so one reminder in ten is a
message at once. The bare SQL takes the timers that are due and writes two narrow rows for each, with the two keys that
make it exactly once.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench import databases

POPULATION = Path(__file__).with_name("sweep_population.sql")
DUE = (0, 1_000, 1_400, 75_000, 100_000)


def main() -> None:
    clocks = int(sys.argv[1].replace("_", "").replace(",", ""))
    os.environ["OUTGOING_BATCH_LIMIT"] = "1000000"  # the brake has its own tests
    databases.use(clocks, called="vlu_sweep")
    prepare(clocks)
    print(
        f"{clocks:,} open clocks\n{'due':>9} {'whole sweep ms':>15} {'bare SQL ms':>12} {'ratio':>7} {'reminders':>10}"
    )
    for due in DUE:
        show(due)


def show(due: int) -> None:
    from django.db import connection, transaction  # noqa: PLC0415 - Django is set up by main

    times = 9 if due <= 1_400 else 3
    _send("VACUUM notifications_timer, victims_deadline, victims_enrolment, notifications_reminder")  # as a service is
    with transaction.atomic():
        _make_due(due)
        raised: list[int] = []
        sweep = _rolled_back(lambda: raised.append(_sweep()), times)
        with connection.cursor() as cursor:
            cursor.execute(BARE_TABLES)
        bare = _rolled_back(lambda: _send(BARE, today=_today()), times)
        transaction.set_rollback(True)
    print(f"{due:9,} {sweep:15.2f} {bare:12.2f} {sweep / bare:7.1f} {raised[0]:10,}")


def prepare(clocks: int) -> None:
    """Migrate, and fill it once."""
    from django.core.management import call_command  # noqa: PLC0415 - as above
    from django.db import connection, transaction  # noqa: PLC0415 - as above

    from notifications.models import Timer  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    if Timer.objects.count() == clocks:
        return
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bench.clocks', %s, true)", [str(clocks)])
        cursor.execute("SELECT set_config('bench.today', %s, true)", [_today().isoformat()])
        cursor.execute(POPULATION.read_text())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{clocks:,} clocks made in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _make_due(number: int) -> None:
    """So many clocks, spread evenly, are due today: four agreed next steps for each stage, so that the check of stages
    against the facts has its share. Their timers move with them, as by any change of a clock."""
    sentenced, referred = _back(15), _back(10)
    _send(STAGES_DUE, today=_today(), sentenced=sentenced, referred=referred, number=number // 5)
    _send(STEPS_DUE, today=_today(), number=number - number // 5)
    _send("ANALYZE notifications_timer, victims_deadline, victims_enrolment")


def _back(working_days: int) -> date:
    from cases.queries.calendar import working_calendar  # noqa: PLC0415 - as above

    return working_calendar().add(_today(), -working_days)


# Nobody of them was reached: first contact is due today, 10 working days after the referral. So is the whole of the
# scheme, 15 after the sentence, which is not said beside it.
STAGES_DUE = """
WITH chosen AS (
    UPDATE victims_enrolment SET sentenced_on = %(sentenced)s, referred_on = %(referred)s, first_contact_on = NULL
    WHERE id IN (SELECT id FROM victims_enrolment ORDER BY hashint8(id) LIMIT %(number)s) RETURNING id
)
UPDATE victims_deadline d SET
    started_on = CASE kind WHEN 'first_contact' THEN %(referred)s ELSE %(sentenced)s END,
    due_on = CASE kind WHEN 'referral' THEN %(referred)s ELSE %(today)s END,
    met_on = CASE kind WHEN 'referral' THEN %(referred)s END
FROM chosen WHERE d.enrolment_id = chosen.id AND d.kind IN ('referral', 'first_contact', 'overall')
"""
STEPS_DUE = """
UPDATE victims_deadline SET due_on = %(today)s WHERE id IN (
    SELECT t.deadline_id FROM notifications_timer t WHERE t.fires_on > %(today)s
    ORDER BY hashint8(t.deadline_id) LIMIT %(number)s)
"""


def _sweep() -> int:
    from notifications.actions.reminders import raise_reminders  # noqa: PLC0415 - as above

    swept = raise_reminders(_today())
    _send("SET CONSTRAINTS ALL IMMEDIATE")  # as a commit would
    if swept.failed:
        raise ValueError(f"{len(swept.failed)} clocks failed, so the time says nothing.")
    return swept.done


def _rolled_back(work: Callable[[], Any], times: int) -> float:
    """Median milliseconds."""
    from django.db import transaction  # noqa: PLC0415 - as above

    taken = []
    for _ in range(times + 1):
        with transaction.atomic():
            started = time.perf_counter()
            work()
            taken.append((time.perf_counter() - started) * 1000)
            transaction.set_rollback(True)
    return statistics.median(taken[1:])


def _send(statement: str, **values: Any) -> None:
    from django.db import connection  # noqa: PLC0415 - as above

    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _today() -> date:
    """The last working day, so that what is routine is said."""
    from cases.queries.calendar import working_calendar  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    return working_calendar().add(clock.today(), 0)


BARE_TABLES = """
CREATE TEMP TABLE bare_reminder (deadline bigint, step smallint, PRIMARY KEY (deadline, step)) ON COMMIT DROP;
CREATE TEMP TABLE bare_outbox (id bigserial PRIMARY KEY, key text UNIQUE) ON COMMIT DROP;
"""
BARE = """
WITH taken AS (DELETE FROM notifications_timer WHERE fires_on <= %(today)s RETURNING deadline_id),
     raised AS (INSERT INTO bare_reminder SELECT deadline_id, 1 FROM taken ON CONFLICT DO NOTHING RETURNING deadline)
INSERT INTO bare_outbox (key) SELECT 'deadline:' || deadline FROM raised
"""


if __name__ == "__main__":
    main()
