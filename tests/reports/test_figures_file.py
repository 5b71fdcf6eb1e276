"""The figures as a file: the same numbers, safe to open, and every taking written down."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO

from django.test import Client

from accounts.audit import sentence_for
from accounts.enums import Role
from accounts.models import AccessLogEntry, AuditEntry, User
from tests.reports import pilot
from victims.models import Enrolment

SignedIn = Callable[..., Client]


def rows_of(browser: Client, **query: str) -> list[dict[str, str]]:
    answer = browser.get("/targets/figures.csv", query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_file_holds_table_4_unrounded(pilot_caseload: None, friday: datetime, signed_in: SignedIn) -> None:
    rows = rows_of(signed_in(Role.HEAD), **pilot.PERIOD)
    found = {(row["group"], row["stage"]): row for row in rows}
    for expected in pilot.published("table_4_targets"):
        row = found[expected["region"], expected["stage"]]
        assert int(row["target_working_days"]) == expected["target_working_days"]
        assert float(row["mean_days"]) == expected["mean_days"]
        assert int(row["min_days"]) == expected["min_days"]
    assert rows[0]["group"] != "Overall"
    assert rows[-1]["group"] == "Overall"


def test_a_name_that_looks_like_a_formula_is_text(
    enrolled: Callable[..., Enrolment], friday: datetime, signed_in: SignedIn, person: Callable[..., User]
) -> None:
    enrolled(date(2026, 3, 2), officer=person(Role.VLO, name="=HYPERLINK(1)"))
    assert rows_of(signed_in(Role.MANAGER), by="officer")[0]["group"] == "'=HYPERLINK(1)"


def test_each_file_taken_is_in_the_audit_trail_and_the_access_log(
    db: None, friday: datetime, signed_in: SignedIn
) -> None:
    manager = signed_in(Role.MANAGER)
    rows_of(manager, **pilot.PERIOD)
    entry = AuditEntry.objects.get(verb="figures_taken")
    user: User = manager.user  # type: ignore[attr-defined]
    assert entry.actor == user
    assert sentence_for(entry) == "downloaded the target figures for 2022-04-01 to 2023-06-30 by region"
    reading = AccessLogEntry.objects.get(who=user)
    assert reading.purpose == "Downloaded target figures, 2022-04-01 to 2023-06-30"


def test_a_file_refused_is_not_written_down(db: None, friday: datetime, signed_in: SignedIn) -> None:
    assert signed_in(Role.MANAGER).get("/targets/figures.csv", {"from": "x"}).status_code == 400
    assert signed_in(Role.VLO).get("/targets/figures.csv").status_code == 403
    assert not AuditEntry.objects.filter(verb="figures_taken").exists()
