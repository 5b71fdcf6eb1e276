"""What runs by itself, as one table: how often, for how long at most, and when its silence is worth an alarm.

Beat only wakes these up (vlu.celery). What is due, of a daily job too, is read from the database, so that a night on
which nothing was awake is made good by the next wake-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from vlu.lib.clock import LONDON

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """`name` is the task's, `title` is for administrators, `rows` is what it counts, `limit` is when a run is ended.

    `at`: for a daily job the time of day, in London. `alone`: a second run at the same time does nothing; otherwise
    each of several takes rows that no other holds.
    """

    name: str
    title: str
    rows: str
    every: timedelta
    limit: timedelta
    at: time | None = None
    alone: bool = True

    @property
    def woken_every(self) -> timedelta:
        """A daily job is woken often, and sleeps on unless its time has come."""
        return self.every if self.at is None else 5 * MINUTE

    @property
    def patience(self) -> timedelta:
        """Without a success for longer than this it is late: twice its interval. Never under a minute, because one
        start of a worker takes some seconds."""
        return max(2 * self.every, MINUTE)

    def last_time(self, now: datetime) -> datetime:
        """When a daily job should last have begun. Any other should always have."""
        if self.at is None:
            return now
        here = now.astimezone(LONDON)
        today = datetime.combine(here.date(), self.at, LONDON)
        return today if today <= here else datetime.combine(here.date() - DAY, self.at, LONDON)

    def next_time(self, now: datetime, last_start: datetime | None) -> datetime:
        """When a run is to be expected, given when one last began."""
        if self.at is None:
            return now if last_start is None else last_start + self.every
        return datetime.combine(self.last_time(now).date() + DAY, self.at, LONDON)

    def is_late(
        self, now: datetime, *, awaited_since: datetime | None, succeeded: datetime | None, running: datetime | None
    ) -> bool:
        """Whether nobody may rely on it: no success for twice its interval, counted from when it was first awaited.

        `running`: when the run now under way began, which is given its time if it began in time. A job that nobody
        ever said was awaited is late.
        """
        heard = succeeded or awaited_since
        if heard is None:
            return True
        began_in_time = running is not None and running - heard <= self.patience and now - running <= self.limit
        return now - heard > self.patience and not began_in_time


def daily(name: str, title: str, rows: str, at: time, limit: timedelta) -> Job:
    """A job of once a day, at that time in London or as soon after it as something is awake."""
    return Job(name, title, rows, DAY, limit, at)


# In an order in which one run leaves nothing for the next that another would only then give it.
TIMETABLE: tuple[Job, ...] = (
    Job("victims.return_to_queue", "Return cases of people who left", "enrolments", 5 * MINUTE, 30 * MINUTE),
    Job("victims.reassess", "Give verdicts anew", "cases", MINUTE, 30 * MINUTE),
    Job("victims.offer_again", "Offer contact again", "enrolments", 5 * MINUTE, 30 * MINUTE),
    Job("victims.recompute", "Derive clocks again after a change of rules", "enrolments", MINUTE, 30 * MINUTE),
    Job("victims.compare_people", "Compare new people", "records of people", MINUTE, 30 * MINUTE),
    Job("notifications.plan", "Plan what follows from events", "events", MINUTE, 5 * MINUTE),
    Job("notifications.outcomes", "Write to referrers of decisions", "decisions", MINUTE, 5 * MINUTE),
    Job("notifications.offers", "Tell managers of offers between units", "offers", MINUTE, 5 * MINUTE),
    Job("notifications.remind", "Raise reminders", "clocks", MINUTE, 10 * MINUTE),
    Job("notifications.digest", "Write the messages of the morning", "messages", 5 * MINUTE, 5 * MINUTE),
    Job("notifications.chase", "Ask offices for referrals", "offices", 5 * MINUTE, 10 * MINUTE),
    Job("notifications.held", "Tell managers of held messages", "batches", MINUTE, 5 * MINUTE),
    Job("notifications.drain", "Send messages", "messages", 15 * SECOND, 4 * MINUTE, alone=False),
    Job("notifications.delivery_status", "Ask what became of messages", "messages", MINUTE, 10 * MINUTE),
    Job("reports.count_months", "Count the months of the targets", "months", MINUTE, 15 * MINUTE),
    Job("accounts.seal_audit", "Seal the audit trail", "entries", MINUTE, 5.5 * MINUTE),
    daily("victims.check_clocks", "Check every clock", "enrolments", time(2), limit=30 * MINUTE),
    daily("accounts.forget_job_runs", "Remove old records of background work", "records", time(3), limit=10 * MINUTE),
    daily("notifications.forget_words", "Remove the words of old messages", "messages", time(3, 15), limit=HOUR),
)
JOBS = {job.name: job for job in TIMETABLE}
