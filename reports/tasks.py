"""Wake-ups. What is stale is read from the database; a lost or doubled wake-up changes nothing."""

from __future__ import annotations

from accounts.beat import beat_job
from reports.actions.month_figures import count_months as count
from vlu.lib.sweep import Sweep


@beat_job("reports.count_months")
def count_months() -> Sweep:
    return Sweep(done=count())
