"""Somebody records the same offender while a file is being written: nothing of the file stays."""

from __future__ import annotations

import contextvars
import io
import threading
import time
from datetime import datetime

import pytest
from django.db import connection, transaction

from cases.models import Offender, OffenderIdentifier
from tests.victims.intake.caseload_files import SOMEBODY_ELSE, file_of, row, rows_of_every_table
from victims.intake.caseload_plan import CaseloadPlan
from victims.intake.importing import import_caseload

SECONDS_TO_WAIT = 20


def bring_in_elsewhere(found: list[CaseloadPlan]) -> None:
    try:
        content = io.BytesIO(file_of(row(**SOMEBODY_ELSE), row()))
        found.append(import_caseload(content, file_sha256="0" * 64, by=None))
    finally:
        connection.close()


def wait_until_somebody_waits_for_a_lock() -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("the import never met the other writer")


@pytest.mark.django_db(transaction=True)
def test_the_file_is_refused_in_words_and_nothing_of_it_stays(
    friday: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", logger="victims.intake.importing")
    found: list[CaseloadPlan] = []
    context = contextvars.copy_context()
    elsewhere = threading.Thread(target=context.run, args=(bring_in_elsewhere, found))
    with transaction.atomic():
        offender = Offender.objects.create(reference="OF1", first_names="Harlan", last_name="Dray")
        OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A1234BC", value="A1234BC")
        before = rows_of_every_table()
        elsewhere.start()
        wait_until_somebody_waits_for_a_lock()
    elsewhere.join(SECONDS_TO_WAIT)
    assert [fault.message for fault in found[0].faults] == [
        "Somebody recorded one of these people or references at the same moment. Nothing was written: try again."
    ]
    assert rows_of_every_table() == before
    assert "identifier_belongs_to_one_offender" in caplog.text
    assert "A1234BC" not in caplog.text
