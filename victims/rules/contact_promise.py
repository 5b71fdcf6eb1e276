"""By when somebody may be told that contact will come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from victims.enums import DeadlineKind
from victims.rules.clocks import Clock


def contact_promised_by(clocks: Iterable[Clock], today: date) -> date | None:
    """The limit from sentence; once that day has passed, the limit from referral. None when neither limit runs.

    Nobody is told that contact will come by a day already gone.
    """
    due = {clock.kind: clock.due_on for clock in clocks}
    overall = due.get(DeadlineKind.OVERALL)
    return overall if overall is not None and overall >= today else due.get(DeadlineKind.FIRST_CONTACT)
