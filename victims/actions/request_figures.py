"""How offices answered, as a file; that it was taken is written down."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.queries.request_attainment import OfficeAnswers

TAKEN = audit.verb("request.figures_taken", "downloaded how offices answered requests found {first} to {last}")
HEADINGS = ("office", "n", "within_target", "within_percent", "mean_working_days", "least", "most", "waiting")


@transaction.atomic
def take_attainment(*, offices: Iterable[OfficeAnswers], first: date, last: date, by: User) -> str:
    """With a byte-order mark, so that spreadsheets read it as UTF-8."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for row in offices:
        writer.writerow([row.office, row.n, row.within, row.percent, row.mean, row.least, row.most, row.waiting])
    audit.record(TAKEN, by.organisation, by, first=first.isoformat(), last=last.isoformat())
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{out.getvalue()}"
