"""Fire timers: one statement takes those that are due, tells people, queues what leaves at once, and sets the next.

Exactly once comes from two things: all of it is one transaction, and a reminder is unique for clock, rule, target date
and reader. It is the SQL form of notifications.rules.reminders.look_at, with who is told beside it. Two runs at once
share the timers between them (SKIP LOCKED). Words are written when somebody reads or a message leaves.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from accounts.enums import Role
from notifications.enums import Audience
from notifications.queries.recipients import READERS
from vlu.lib import clock

ORIGIN = "notifications.remind"


@dataclass(frozen=True)
class Fired:
    """`uncounted`: clocks due outside the table of working days. `untold`: clocks with a step of which nobody at all
    can be told; their timers stay due. `in_empty_units`: enrolment, rule and due date of steps for which the unit has
    nobody, so that administrators were told.
    """

    timers: int
    reminders: int
    messages: int
    held: int
    uncounted: int
    untold: list[int]
    in_empty_units: list[tuple[int, str, date]]


def fire_timers(today: date, clocks: Collection[int] | None = None, *, is_working: bool) -> Fired:
    """Fire what is due today or was due before, of these clocks only when given. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(MANY)
        cursor.execute(
            FIRE.format(only="AND t.deadline_id = ANY (%(clocks)s)" if clocks is not None else ""),
            {
                "today": today,
                "now": clock.now(),
                "is_working": is_working,
                "clocks": list(clocks or ()),
                "readers": list(READERS),
                "manager": Role.MANAGER,
                "admin": Role.ADMIN,
                "head": Role.HEAD,
                "most": settings.OUTGOING_BATCH_LIMIT,
                "origin": ORIGIN,
                "to_officer": Audience.OFFICER,
                "to_managers": Audience.MANAGERS,
                "to_head": Audience.HEAD,
            },
        )
        timers, reminders, messages, held, uncounted, untold, empty = cursor.fetchone() or (0, 0, 0, 0, 0, None, None)
    return Fired(timers, reminders, messages, held, uncounted, untold or [], [_empty(row) for row in empty or ()])


def _empty(row: list[str]) -> tuple[int, str, date]:
    return int(row[0]), row[1], date.fromisoformat(row[2])


# Nobody can guess how many clocks will be due. What is joined is hashed, which costs little for a few and does not grow
# with the square of many; sorts of many thousands stay in memory. Both end with the transaction.
MANY = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'"

FIRE = """
WITH taken AS (
    DELETE FROM notifications_timer WHERE ctid = ANY (ARRAY(
        SELECT t.ctid FROM notifications_timer t WHERE t.fires_on <= %(today)s {only}
        ORDER BY t.fires_on, t.deadline_id FOR UPDATE SKIP LOCKED))
    RETURNING deadline_id
), due AS MATERIALIZED (
    SELECT d.id, d.kind, d.started_on, d.due_on, e.id AS enrolment, e.region_id AS region, e.officer_id,
           e.restricted, COALESCE(e.urgent_from <= %(today)s, false) AS urgent,
           EXISTS (SELECT FROM notifications_acknowledgement a
                   WHERE a.deadline_id = d.id AND a.target_date = d.due_on) AS acknowledged,
           (SELECT LEAST(max(s.until), e.urgent_from) FROM notifications_snooze s
            WHERE s.deadline_id = d.id AND s.target_date = d.due_on HAVING count(*) > 0) AS waits_until
    FROM taken t
    CROSS JOIN LATERAL (SELECT * FROM victims_deadline d WHERE d.id = t.deadline_id OFFSET 0) d
    CROSS JOIN LATERAL (SELECT * FROM victims_enrolment e WHERE e.id = d.enrolment_id OFFSET 0) e
    WHERE d.met_on IS NULL AND d.withdrawn_on IS NULL
      AND (e.status = 'open' OR d.kind IN ('complaint_ack', 'complaint_answer', 'complaint_appeal'))
), people AS MATERIALIZED (
    SELECT u.id, u.role, o.region_id AS region, a.id IS NOT NULL AS is_away, a.cover_id
    FROM accounts_user u JOIN accounts_organisation o ON o.id = u.organisation_id
    LEFT JOIN accounts_absence a ON a.person_id = u.id AND a.cancelled_at IS NULL
                                AND %(today)s BETWEEN a.first_day AND a.last_day
    WHERE u.is_active AND (u.role = ANY (%(readers)s) OR u.role IN (%(admin)s, %(head)s))
), worked AS MATERIALIZED (
    SELECT due.*, CASE WHEN officer.is_away THEN cover.id ELSE officer.id END AS stand_in
    FROM due
    LEFT JOIN people officer ON officer.id = due.officer_id AND officer.region = due.region
        AND officer.role = ANY (%(readers)s) AND (NOT due.restricted OR EXISTS (
            SELECT FROM victims_accessgrant g
            WHERE g.enrolment_id = due.enrolment AND g.person_id = officer.id AND g.until IS NULL))
    LEFT JOIN people cover ON officer.is_away AND cover.id = officer.cover_id AND cover.region = due.region
        AND NOT cover.is_away AND cover.role = ANY (%(readers)s) AND (NOT due.restricted OR EXISTS (
            SELECT FROM victims_accessgrant g
            WHERE g.enrolment_id = due.enrolment AND g.person_id = cover.id AND g.until IS NULL))
), dates AS MATERIALIZED (
    SELECT d.*, w.ordinal FROM (SELECT kind, due_on, count(*) AS clocks FROM due GROUP BY kind, due_on) d
    LEFT JOIN LATERAL (SELECT ordinal FROM cases_workingday WHERE day = d.due_on OFFSET 0) w ON true
), days AS MATERIALIZED (  -- of each step for each due date there is: a handful, however many clocks are due
    SELECT d.kind, d.due_on, s.code, n.step, s.audience, s.mailing, s.not_on_first_day, s.valid_from, w.day,
           CASE WHEN s.repeats_every IS NULL THEN 0 ELSE n.step END AS late
    FROM dates d
    JOIN notifications_ladderstep s ON d.kind = ANY (s.kinds) AND (s.valid_to IS NULL OR s.valid_to >= %(today)s)
    CROSS JOIN LATERAL (SELECT (SELECT ordinal FROM cases_workingday WHERE day = %(today)s) - d.ordinal
                               - s.working_days_after_due) past(days)
    JOIN (VALUES (0), (1)) turn(more)  -- one that repeats as it was said last, and next
      ON turn.more = 0 OR (s.repeats_every IS NOT NULL AND past.days >= 0)
    CROSS JOIN LATERAL (SELECT s.working_days_after_due + COALESCE(
        s.repeats_every * (GREATEST(0, past.days / s.repeats_every) + turn.more), 0)) n(step)
    LEFT JOIN LATERAL (SELECT w.day FROM cases_workingday w
                       WHERE w.ordinal = d.ordinal + n.step AND w.is_working OFFSET 0) w ON true
    WHERE w.day IS NOT NULL OR n.step IS NULL
), stepped AS MATERIALIZED (
    SELECT c.*, s.code, s.step, s.late, s.step IS NULL AND c.started_on = %(today)s AS is_news,
           s.mailing = 'at_once' OR c.urgent AS at_once,
           s.mailing = 'digest' AND NOT c.urgent AS by_digest,
           CASE WHEN s.audience = %(to_officer)s AND c.stand_in IS NULL THEN %(to_managers)s
                ELSE s.audience END AS audience,
           GREATEST(COALESCE(s.day, c.started_on), s.valid_from,
                    CASE WHEN s.audience = %(to_officer)s THEN c.waits_until END) AS comes_on
    FROM worked c
    JOIN days s ON s.kind = c.kind AND s.due_on = c.due_on
     AND NOT (s.not_on_first_day AND c.started_on = c.due_on)
     AND NOT (c.acknowledged AND COALESCE(s.step, 0) > 0)
), come AS MATERIALIZED (
    SELECT DISTINCT ON (id, audience) * FROM stepped
    WHERE comes_on <= %(today)s AND (%(is_working)s OR at_once)
    ORDER BY id, audience, is_news DESC, step DESC NULLS LAST, code DESC
), managers AS MATERIALIZED (
    SELECT id, region FROM (
        SELECT id, region, is_away, bool_and(is_away) OVER (PARTITION BY region) AS all_away
        FROM people WHERE role = %(manager)s AND region IS NOT NULL) m
    WHERE all_away OR NOT is_away
), admins AS MATERIALIZED (
    SELECT id FROM people WHERE role = %(admin)s
), heads AS MATERIALIZED (
    SELECT id FROM people WHERE role = %(head)s
), told AS MATERIALIZED (
    SELECT come.*, stand_in AS reader, restricted AS names_nobody, region AS unit, false AS unit_is_empty
    FROM come WHERE audience = %(to_officer)s
    UNION ALL
    SELECT come.*, m.id, restricted, come.region, false
    FROM come JOIN managers m ON m.region = come.region WHERE audience = %(to_managers)s
    UNION ALL
    SELECT come.*, a.id, true, NULL, true
    FROM come CROSS JOIN admins a
    WHERE audience = %(to_managers)s AND NOT EXISTS (SELECT FROM managers m WHERE m.region = come.region)
    UNION ALL
    SELECT come.*, h.id, true, NULL, false FROM come CROSS JOIN heads h WHERE audience = %(to_head)s
    UNION ALL
    SELECT come.*, a.id, true, NULL, false
    FROM come CROSS JOIN admins a WHERE audience = %(to_head)s AND NOT EXISTS (SELECT FROM heads)
), untold AS MATERIALIZED (
    SELECT DISTINCT c.id FROM come c
    WHERE NOT EXISTS (SELECT FROM told WHERE told.id = c.id AND told.audience = c.audience)
), next_look AS (
    INSERT INTO notifications_timer (deadline_id, fires_on)
    SELECT id, min(day) FROM (
        SELECT id, comes_on AS day FROM stepped WHERE comes_on > %(today)s
        UNION ALL
        SELECT id, %(today)s::date + 1 FROM stepped WHERE comes_on <= %(today)s AND NOT (%(is_working)s OR at_once)
        UNION ALL  -- what is reported comes first, though it be overdue already
        SELECT id, (SELECT min(day) FROM cases_workingday WHERE is_working AND day > %(today)s)
        FROM stepped WHERE is_news AND due_on < %(today)s
        UNION ALL
        SELECT id, %(today)s::date FROM untold) looks
    GROUP BY id ORDER BY id
), new AS MATERIALIZED (
    SELECT * FROM told
    WHERE audience = %(to_officer)s OR NOT EXISTS (
        SELECT FROM notifications_reminder r JOIN accounts_user u ON u.id = r.reader_id AND u.is_active
        JOIN accounts_organisation o ON o.id = u.organisation_id
        WHERE r.deadline_id = told.id AND r.rule = told.code AND r.target_date = told.due_on
          AND r.working_days_late >= told.late
          AND (u.role IN (%(admin)s, %(head)s) OR (
              o.region_id = told.region AND u.role = ANY (%(readers)s)
              AND (NOT told.restricted OR r.names_nobody OR EXISTS (
                  SELECT FROM victims_accessgrant g
                  WHERE g.enrolment_id = told.enrolment AND g.person_id = u.id AND g.until IS NULL)))))
), raised AS (
    INSERT INTO notifications_reminder (reader_id, enrolment_id, deadline_id, rule, target_date, sentence,
                                        names_nobody, by_digest, raised_at, working_days_late)
    SELECT reader, enrolment, id, code, due_on, '', names_nobody, by_digest, %(now)s, late FROM new
    ON CONFLICT (deadline_id, rule, target_date, reader_id) DO UPDATE
        SET raised_at = EXCLUDED.raised_at, read_at = NULL, digest_id = NULL,
            working_days_late = EXCLUDED.working_days_late, names_nobody = EXCLUDED.names_nobody,
            by_digest = EXCLUDED.by_digest OR EXISTS (  -- one that had its own message is said again in the morning
                SELECT FROM notifications_outboxmessage m WHERE m.reminder_id = notifications_reminder.id)
        WHERE EXCLUDED.working_days_late > notifications_reminder.working_days_late  -- it repeats
           OR (  -- it was said with a name that its reader may not read any more
               EXCLUDED.names_nobody AND NOT notifications_reminder.names_nobody AND NOT EXISTS (
                   SELECT FROM victims_accessgrant g WHERE g.enrolment_id = EXCLUDED.enrolment_id
                   AND g.person_id = EXCLUDED.reader_id AND g.until IS NULL))
           OR EXISTS (  -- its reader put it off, and the day to say it again has come
            SELECT FROM notifications_snooze s JOIN victims_enrolment e ON e.id = EXCLUDED.enrolment_id
            WHERE s.deadline_id = EXCLUDED.deadline_id AND s.target_date = EXCLUDED.target_date
              AND s.at > notifications_reminder.raised_at AND LEAST(s.until, e.urgent_from) <= %(today)s)
    RETURNING id, reader_id, deadline_id, rule, target_date, by_digest
), leaving AS MATERIALIZED (
    SELECT r.*, n.unit, count(*) OVER (PARTITION BY n.unit) AS of_unit
    FROM raised r JOIN new n ON n.id = r.deadline_id AND n.code = r.rule AND n.reader = r.reader_id
    WHERE n.at_once AND NOT r.by_digest
), batches AS (
    INSERT INTO notifications_heldbatch (origin, region_id, messages_held, held_at, decision, reason)
    SELECT %(origin)s, unit, count(*), %(now)s, '', '' FROM leaving WHERE of_unit > %(most)s GROUP BY unit
    RETURNING id, region_id
), queued AS (
    INSERT INTO notifications_outboxmessage (dedupe_key, cause, reminder_id, recipient_id, region_id, batch_id, state,
        channel, address, subject, body, queued_at, not_before, attempts, leased_by, last_error)
    SELECT concat_ws(':', l.deadline_id, l.rule, l.target_date, l.reader_id), 'reminder', l.id, l.reader_id, l.unit,
           b.id, CASE WHEN b.id IS NULL THEN 'queued' ELSE 'held' END, 'email', '', '', '', %(now)s, %(now)s, 0, '', ''
    FROM leaving l LEFT JOIN batches b ON b.region_id IS NOT DISTINCT FROM l.unit
    ON CONFLICT DO NOTHING
    RETURNING batch_id
)
SELECT (SELECT count(*) FROM taken), (SELECT count(*) FROM raised), (SELECT count(*) FROM queued),
       (SELECT count(*) FROM queued WHERE batch_id IS NOT NULL),
       (SELECT coalesce(sum(clocks), 0) FROM dates WHERE ordinal IS NULL),
       (SELECT array_agg(id) FROM untold),
       (SELECT json_agg(json_build_array(enrolment::text, code, due_on::text))
        FROM (SELECT DISTINCT enrolment, code, due_on FROM new WHERE unit_is_empty) e)
"""
