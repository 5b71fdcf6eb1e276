"""Make a database of invented cases to measure on: `python -m bench.generate 100000`.

Twelve regions of unequal size, eight years of sentences, three schemes, one case in ten open, about 200 open for each
officer, three clocks for each enrolment. Everything is drawn from one fixed seed, so two runs on one day are equal.
Which dates are "today" follows the product's clock. See generate.sql for the distributions.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench import databases

SIZES = (10_000, 100_000, 1_000_000)
SCRIPT = Path(__file__).with_name("generate.sql")


STILL_OPEN = 0.08


def prepare(cases: int, called: str = "vlu_bench", still_open: float = STILL_OPEN) -> None:
    """Use the database of that many cases; fill it first when it is empty. Says how long that took. `still_open` is the
    share of the older cases that are open."""
    databases.use(cases, called)
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by the line above

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    if _count_of_cases() == cases:
        count_stale_months()
        return
    started = time.perf_counter()
    _fill(cases, still_open)
    print(f"{cases:,} cases made in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _count_of_cases() -> int:
    from cases.models import Case  # noqa: PLC0415 - as above

    return Case.objects.count()


def _fill(cases: int, still_open: float) -> None:
    """Runs generate.sql in one transaction, then VACUUM ANALYZE. Raises ValueError when half-filled rows are there."""
    from django.db import connection, transaction  # noqa: PLC0415 - as above

    from reports.actions.month_figures import forget_months  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    if _count_of_cases():
        raise ValueError(f"{connection.settings_dict['NAME']} holds another number of cases. Drop it and run again.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bench.cases', %s, true)", [str(cases)])
        cursor.execute("SELECT set_config('bench.still_open', %s, true)", [str(still_open)])
        cursor.execute("SELECT set_config('bench.today', %s, true)", [clock.today().isoformat()])
        cursor.execute(SCRIPT.read_text())
    forget_months()  # the generator's rows went in with triggers aside
    count_stale_months()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def count_stale_months() -> None:
    """As beat does each minute."""
    from reports.actions.month_figures import count_months  # noqa: PLC0415 - Django is set up by the caller

    count_months()


def main() -> None:
    try:
        cases = int(sys.argv[1].replace("_", "").replace(",", ""))
    except (IndexError, ValueError):
        raise SystemExit(f"Say how many cases: python -m bench.generate {SIZES[1]}") from None
    prepare(cases)


if __name__ == "__main__":
    main()
