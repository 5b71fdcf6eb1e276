"""Once each working morning: one message for every reader with reminders of the day, whatever their number.

The brake does not hold them: there is one for a reader and a day, however much happened.
"""

from __future__ import annotations

from datetime import datetime, time

from django.db import connection

from accounts.queries.job_health import has_run_since
from cases.queries.calendar import working_calendar
from notifications.actions.waking import wake_drain_after_commit
from vlu.lib import clock
from vlu.lib.sweep import Sweep

MORNING = 7  # o'clock in London


def write_digests(now: datetime) -> Sweep:
    """`done` counts messages. Nothing before the morning or on a day off; a second run writes nothing. What is
    raised later in the day waits in the reader's list and for the next morning."""
    local = now.astimezone(clock.LONDON)
    if local.hour < MORNING or not working_calendar().is_working(local.date()):
        return Sweep()
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"now": now, "key": f":{local.date().isoformat()}"})
        row = cursor.fetchone()
    wake_drain_after_commit()
    return Sweep(done=int(row[0]))


def write_digests_once_reminded(now: datetime) -> Sweep:
    """The same, once a sweep of reminders has run today: after an outage what fell due meanwhile is in the message of
    this morning, and does not wait for the next."""
    midnight = datetime.combine(now.astimezone(clock.LONDON).date(), time(), clock.LONDON)
    return write_digests(now) if has_run_since("notifications.remind", midnight) else Sweep()


WRITE = """
WITH waiting AS MATERIALIZED (
    SELECT r.id, r.reader_id, o.region_id AS region
    FROM notifications_reminder r JOIN accounts_user u ON u.id = r.reader_id AND u.is_active
    JOIN accounts_organisation o ON o.id = u.organisation_id
    WHERE r.by_digest AND r.digest_id IS NULL AND r.read_at IS NULL
    FOR UPDATE OF r
), written AS (
    INSERT INTO notifications_outboxmessage (dedupe_key, cause, recipient_id, region_id, state, channel, address,
        subject, body, queued_at, not_before, attempts, leased_by, last_error)
    SELECT DISTINCT 'digest:' || reader_id || %(key)s, 'digest', reader_id, region, 'queued', 'email', '', '', '',
           %(now)s::timestamptz, %(now)s::timestamptz, 0, '', ''
    FROM waiting
    ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING id, recipient_id
), marked AS (
    UPDATE notifications_reminder r SET digest_id = written.id
    FROM waiting JOIN written ON written.recipient_id = waiting.reader_id WHERE r.id = waiting.id
)
SELECT count(*) FROM written
"""
