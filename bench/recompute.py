"""`python -m bench.recompute 100000`: the nightly check of every clock, over so many open enrolments, first when
nothing differs and then when a changed limit moves a clock of every second one; beside the bare SQL of the stage
comparison alone, in the same run.

A clock is a row that stands: not met and not withdrawn. Rows compared are all that the check sets against the facts,
the met ones too. The clocks are settled first, so that the database holds what the product would have written.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.generate import prepare

ENROLMENTS = 620_000  # of which a million clocks stand
MILLION = 1_000_000
MOVED = "T22"  # annual contact: twelve months, here eleven for once


def main() -> None:
    enrolments = int(sys.argv[1].replace(",", "").replace("_", "")) if len(sys.argv) > 1 else ENROLMENTS
    prepare(enrolments, called="vlu_recompute", still_open=1.0)
    _checked()
    _send("VACUUM ANALYZE")
    clocks, rows = _counted()
    print(f"{enrolments:,} cases, {clocks:,} clocks stand, {rows:,} rows compared, load {os.getloadavg()[0]:.1f}")
    print(
        f"{'':42} {'s':>7} {'of Python':>10} {'of PostgreSQL':>14} {'rows a s':>10} {'s for 1,000,000 clocks':>23} "
        f"{'corrected':>10}"
    )
    _show("bare SQL of the stages, one statement", _stages_in_sql, clocks, rows)
    _show("nightly check, nothing differs", _checked, clocks, rows)
    _set_months(-1)
    try:
        _show(f"nightly check, {MOVED} is a month shorter", _checked, clocks, rows)
    finally:
        _set_months(1)
    _show(f"nightly check, {MOVED} is as it was", _checked, clocks, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {peak:.0f} MB; load {os.getloadavg()[0]:.1f}")


def _show(name: str, work: Callable[[], int], clocks: int, rows: int) -> None:
    """Seconds by the wall, and of the processor: where the machine does other work the first say little. The two
    processes take turns, so that together they are what it takes on a machine with nothing else to do."""
    started, python, postgres = time.perf_counter(), time.process_time(), _processor_of_postgres()
    corrected = work()
    taken, python = time.perf_counter() - started, time.process_time() - python
    postgres = _processor_of_postgres() - postgres
    per_million = (python + postgres) * MILLION / clocks
    print(
        f"{name:42} {taken:7.1f} {python:10.1f} {postgres:14.1f} {rows / taken:10,.0f} {per_million:23.1f} "
        f"{corrected:10,}"
    )


def _processor_of_postgres() -> float:
    """Seconds that the server's process of this connection has had of the processor; 0 where it runs elsewhere."""
    of_process = Path(f"/proc/{_send('SELECT pg_backend_pid()')[0][0]}/stat")
    if not of_process.exists():
        return 0.0
    user, system = of_process.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _checked() -> int:
    """Enrolments corrected."""
    from victims.actions.recompute_runs import check_clocks  # noqa: PLC0415 - Django is set up by main
    from victims.models import RecomputeRun  # noqa: PLC0415 - as above

    swept = check_clocks()
    run = RecomputeRun.objects.order_by("-asked_at").first()
    if swept.failed or run is None or run.failed:
        raise ValueError("Some could not be compared, so the time says nothing.")
    return run.corrected


def _stages_in_sql() -> int:
    from victims.queries.derived_clocks import DIFFERS, derived, parameters  # noqa: PLC0415 - as above

    asked = derived(DIFFERS, "SELECT count(DISTINCT enrolment_id) FROM differs", these="e.status = 'open'")
    return int(_send(asked, parameters())[0][0])


def _counted() -> tuple[int, int]:
    """Clocks that stand, and every row that is compared: those of the kinds that facts give."""
    from victims.models import Deadline  # noqa: PLC0415 - as above
    from victims.rules.clocks import DERIVED  # noqa: PLC0415 - as above

    return Deadline.objects.standing().count(), Deadline.objects.filter(kind__in=DERIVED).count()


def _set_months(more: int) -> None:
    _send(
        "UPDATE victims_timelimit SET amount = amount + %(more)s WHERE code = %(code)s", {"more": more, "code": MOVED}
    )


def _send(statement: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    from django.db import connection  # noqa: PLC0415 - as above

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


if __name__ == "__main__":
    main()
