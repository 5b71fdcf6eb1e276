"""Court results: 50,000 rows brought in with matching, verdict, case, request and trail, beside plain COPY of the file.

`python -m bench.court_results [ROWS [TIMES]]`. Each import runs in a process of its own, whose peak memory is read at
its end, into a database made empty: once when every word of a name is new to the index of names, then TIMES when they
were met before, as a unit in use has met most; the best of these is shown, with what each stage took. A second run of
the same file shows what "changes nothing" costs. The load of the machine decides what the seconds are worth.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = 50_000
DATABASE = 1  # vlu_bench_courts_1: no size of the other tables
WORDS = "cases_offendernamekey"  # the spellings of each word of a name, made once for every word ever met
EMPTIED = (
    *("victims_courtresult", "victims_courtresultfile", "victims_referralrequest", "cases_case", "cases_offender"),
    "cases_offendernamepair",
)


def main() -> None:
    if sys.argv[1:2] == ["--one-run"]:
        _one_run(Path(sys.argv[2]))
        return
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    times = int(sys.argv[2]) if sys.argv[2:] else 1
    _prepare()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.csv"
        _write(path, rows)
        floor = _plain_copy(path)
        newest = _in_own_process(path)
        runs = []
        for _ in range(times):
            _empty()
            runs.append(_in_own_process(path))
        first = min(runs, key=lambda run: run["seconds"])
        again = _in_own_process(path)
    print(f"Court results, {rows:,} rows; best of {times}; load {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    print(f"{'':34} {'seconds':>8} {'rows a second':>14} {'times COPY':>11} {'peak MB':>8}")
    for name, seconds, memory in (
        ("plain COPY of the file", floor, None),
        ("brought in, all words of names new", newest["seconds"], newest["peak_mb"]),
        ("brought in, words met before", first["seconds"], first["peak_mb"]),
        ("the same file again", again["seconds"], again["peak_mb"]),
    ):
        peak = f"{memory:8.0f}" if memory else f"{'':8}"
        print(f"{name:34} {seconds:8.2f} {rows / seconds:14,.0f} {seconds / floor:11.1f} {peak}")
    print(f"first: {first['said']}; again: {again['said']}")
    print(f"\n{'microseconds a row':34} {'elapsed':>8} {'computed here':>14} {'in the server':>14}")
    for name, (elapsed, here, server) in first["stages"].items():
        print(f"{name:34} {elapsed / rows * 1e6:8.1f} {here / rows * 1e6:14.1f} {server / rows * 1e6:14.1f}")


def _prepare() -> None:
    from bench.databases import use  # noqa: PLC0415 - Django is set up here

    use(DATABASE, "vlu_bench_courts")
    from django.core.management import call_command  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    _empty(WORDS)


def _empty(*also: str) -> None:
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join((*EMPTIED, *also))} CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")


def _write(path: Path, rows: int) -> None:
    from accounts.enums import OrganisationKind  # noqa: PLC0415 - Django is set up by now
    from accounts.models import Organisation, PoliceForce  # noqa: PLC0415 - as above
    from bench.court_rows import write_results  # noqa: PLC0415 - as above
    from cases.models import Court  # noqa: PLC0415 - as above

    for force in PoliceForce.objects.all():
        Organisation.objects.get_or_create(
            kind=OrganisationKind.WCU, force=force, defaults={"name": force.wcu_name, "region": force.region}
        )
    courts = Court.objects.filter(region__isnull=False, force__isnull=False)
    write_results(path, rows, list(courts.values_list("code", "force__name")))


def _plain_copy(path: Path) -> float:
    """The floor: the same file into one table of text, and nothing else."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    from victims.intake.court_columns import COLUMNS  # noqa: PLC0415 - as above

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS plain_copy")
        cursor.execute(f"CREATE TABLE plain_copy ({', '.join(f'{name} text' for name in COLUMNS)})")
        start = time.perf_counter()
        with path.open() as file:
            cursor.copy_expert("COPY plain_copy FROM STDIN WITH (FORMAT csv, HEADER true)", file)
        seconds = time.perf_counter() - start
        cursor.execute("DROP TABLE plain_copy")
    return seconds


def _in_own_process(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.court_results", "--one-run", str(path)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ))
    said: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return said


def _one_run(path: Path) -> None:
    import django  # noqa: PLC0415 - the settings are named by the process that started this one

    django.setup()
    from bench.court_stages import watch  # noqa: PLC0415 - as above
    from victims.intake.court_runs import import_from_command  # noqa: PLC0415 - as above
    from victims.intake.importing import digest_of  # noqa: PLC0415 - as above

    stages, clock = watch()
    before, computed = clock(), time.process_time()
    with path.open("rb") as file:
        tally = import_from_command(file, file_name=path.name, file_sha256=digest_of(file), dry_run=False)
    stages["all"] = [end - start for start, end in zip(before, clock(), strict=True)]
    stages["read, looked up and judged ahead"] = [0.0, time.process_time() - computed - stages["all"][1], 0.0]
    seconds = stages["all"][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = f"{tally.created:,} new, {tally.held:,} held, {tally.unchanged:,} unchanged, {len(tally.errors)} faults"
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "said": said, "stages": stages}))


if __name__ == "__main__":
    main()
