"""Two people press the button at the same moment: one merge stands, and the other is told in a sentence."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.actions.merging import merge_offenders
from cases.models import Offender, OffenderMerge
from tests.factories.cases import OffenderFactory
from tests.factories.victims import VictimFactory
from victims.actions.merging import merge_victims
from victims.models import Victim, VictimMerge
from vlu.lib.errors import DomainError

SECONDS_TO_WAIT = 20
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("friday")]


def offenders(kept: Any, absorbed: Any, by: User) -> None:
    merge_offenders(kept=kept, absorbed=absorbed, reason="One number", by=by)


def victims(kept: Any, absorbed: Any, by: User) -> None:
    merge_victims(kept=kept, absorbed=absorbed, reason="One address", safe_contact=None, still_usable=[], by=by)


def wait_until_somebody_waits_for_a_lock() -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("the second never met the first")


@pytest.mark.parametrize("turned", [False, True], ids=["the same way", "the other way round"])
@pytest.mark.parametrize(
    ("merge", "make", "model", "merges"),
    [(offenders, OffenderFactory, Offender, OffenderMerge), (victims, VictimFactory, Victim, VictimMerge)],
    ids=["offenders", "victims"],
)
def test_one_merge_stands_and_the_other_is_refused(
    person: Callable[..., User],
    merge: Callable[..., None],
    make: Callable[[], Any],
    model: Any,
    merges: Any,
    turned: bool,
) -> None:
    one, other = make(), make()
    first, second = person(Role.VAO), person(Role.MANAGER)
    told: list[str] = []

    def merge_elsewhere() -> None:
        try:
            merge(other if turned else one, one if turned else other, second)
        except DomainError as error:
            told.append(str(error))
        finally:
            connection.close()

    elsewhere = threading.Thread(target=contextvars.copy_context().run, args=(merge_elsewhere,))
    with transaction.atomic():
        merge(one, other, first)
        elsewhere.start()
        wait_until_somebody_waits_for_a_lock()
    elsewhere.join(SECONDS_TO_WAIT)

    assert not elsewhere.is_alive()
    assert len(told) == 1
    assert "merged into another record already" in told[0]
    assert [row.made_by for row in merges.objects.all()] == [first]
    assert {row.merged_into for row in model.objects.filter(pk__in=[one.pk, other.pk])} == {None, one}
    assert AuditEntry.objects.filter(verb__endswith=".merged").count() == 1
