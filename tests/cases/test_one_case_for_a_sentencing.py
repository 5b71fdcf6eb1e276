"""Two units that open the case of one sentencing at the same moment share it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from accounts.enums import Role
from accounts.models import Region, User
from cases.actions.opening import SentencedOffence, Sentencing, open_case
from cases.enums import Disposal
from cases.models import Case, Offence, Offender
from cases.rules.sentence_length import Length
from tests.factories.cases import SENTENCED, OffenderFactory

SECONDS_TO_WAIT = 20


def sentencing(label: str) -> Sentencing:
    offence = SentencedOffence("", label, SENTENCED, Disposal.IMPRISONMENT, Length(weeks=26))
    return Sentencing(court=None, court_as_written="Maidstone", sentenced_on=SENTENCED, offences=[offence])


def wait_until_somebody_waits_for_a_lock() -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("the second unit never met the first")


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_and_adds_its_offence_to_the_case_of_the_first(person: Callable[..., User]) -> None:
    offender: Offender = OffenderFactory()
    region, officer = Region.objects.get(code="N57"), person(Role.WCO)
    failed: list[Exception] = []

    def open_elsewhere() -> None:
        try:
            open_case(offender=offender, sentencing=sentencing("Assault"), region=region, by=officer)
        except Exception as error:  # whatever it is, the test must see it
            failed.append(error)
        finally:
            connection.close()

    elsewhere = threading.Thread(target=open_elsewhere)
    with transaction.atomic():
        open_case(offender=offender, sentencing=sentencing("Stalking"), region=region, by=officer)
        elsewhere.start()
        wait_until_somebody_waits_for_a_lock()
    elsewhere.join(SECONDS_TO_WAIT)
    assert failed == []
    assert Case.objects.count() == 1
    assert sorted(Offence.objects.values_list("label", flat=True)) == ["Assault", "Stalking"]
