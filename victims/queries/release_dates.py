"""Release dates of cases, with what stood before: from when one has been known to be near depends on all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from cases.enums import KeyDateKind
from cases.models import KeyDate
from victims.rules.urgency import KnownRelease
from vlu.lib.clock import LONDON


@dataclass(frozen=True)
class ReleaseDates:
    """Of one case, the oldest first, whoever stands behind them: enough to make a case urgent, not to tell."""

    rows: Sequence[KeyDate] = ()

    @property
    def current(self) -> KeyDate | None:
        return next((row for row in reversed(self.rows) if row.superseded_at is None), None)

    @property
    def known(self) -> tuple[KnownRelease, ...]:
        """None while none is current."""
        if self.current is None:
            return ()
        return tuple(KnownRelease(row.falls_on, row.recorded_at.astimezone(LONDON).date()) for row in self.rows)


NO_DATES = ReleaseDates()


def release_dates_of(cases: Collection[int] | RawSQL) -> dict[int, ReleaseDates]:
    """One query; a case that never had a date is not there."""
    found: dict[int, list[KeyDate]] = defaultdict(list)
    rows = KeyDate.objects.filter(case__in=cases, kind=KeyDateKind.RELEASE)
    for row in rows.order_by("recorded_at", "pk"):
        found[row.case_id].append(row)
    return {case: ReleaseDates(dates) for case, dates in found.items()}
