"""A real process brings court results in and is killed half-way; the next one loses nothing and doubles nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import connection

from bench.court_rows import results
from cases.models import Case, Offender
from tests.victims.intake.court_files import bring, file_of, units_for
from victims.models import CourtResult, CourtResultFile, ReferralRequest

ROWS = 11_000
ROOT = Path(__file__).parents[3]


def _address() -> str:
    database = connection.settings_dict
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_and_run_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    units_for("Kent", "Sussex")
    content = file_of(*results(ROWS, [("C46MA00", "Kent"), ("C47LW00", "Sussex")], Random(3)))
    path = tmp_path / "results.csv"
    path.write_bytes(content)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_court_results", str(path)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(3000):
        if CourtResult.objects.exists() or process.poll() is not None:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    written = CourtResult.objects.count()
    assert 0 < written < ROWS
    assert CourtResultFile.objects.get().rows_done == written

    tally = bring(content=content)

    assert (tally.rows, tally.created + tally.held, tally.unchanged) == (ROWS, ROWS, 0)
    assert CourtResult.objects.count() == ROWS
    assert CourtResult.objects.values("result_id").distinct().count() == ROWS
    after_kill = _everything()

    assert bring(content=content).unchanged == ROWS
    assert _everything() == after_kill


def _everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (CourtResult, Offender, Case, ReferralRequest))
