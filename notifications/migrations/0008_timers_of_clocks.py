"""Keep one timer for each standing clock: the next day on which it is to be looked at.

Triggers, because every way of writing a clock must be seen: actions, bulk imports, recomputation and plain SQL. They run
in the transaction of the change, so a clock and its timer can never differ. A new or moved clock is looked at from its
first step on; what was told already is not told again (one reminder for clock, rule, date and reader).
"""

from django.db import migrations

PLAN = """
CREATE FUNCTION notifications_plan_timers(enrolments bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE beyond bigint;
BEGIN
    DELETE FROM notifications_timer t USING victims_deadline d
    WHERE d.id = t.deadline_id AND d.enrolment_id = ANY (enrolments);

    INSERT INTO notifications_timer (deadline_id, fires_on)
    SELECT d.id, min(CASE WHEN s.working_days_after_due IS NULL THEN d.started_on ELSE day_of_step.day END)
    FROM victims_deadline d
    JOIN victims_enrolment e ON e.id = d.enrolment_id AND e.status = 'open'
    JOIN notifications_ladderstep s ON d.kind = ANY (s.kinds)
    LEFT JOIN cases_workingday due ON due.day = d.due_on
    LEFT JOIN cases_workingday day_of_step
        ON day_of_step.ordinal = due.ordinal + s.working_days_after_due AND day_of_step.is_working
    WHERE d.enrolment_id = ANY (enrolments) AND d.met_on IS NULL AND d.withdrawn_on IS NULL
      AND NOT (d.kind IN ('first_contact', 'overall') AND EXISTS (
          SELECT FROM victims_deadline sooner
          WHERE sooner.enrolment_id = d.enrolment_id AND sooner.kind IN ('first_contact', 'overall')
            AND sooner.met_on IS NULL AND sooner.withdrawn_on IS NULL
            AND (sooner.due_on, sooner.id) < (d.due_on, d.id)))
    GROUP BY d.id
    HAVING min(CASE WHEN s.working_days_after_due IS NULL THEN d.started_on ELSE day_of_step.day END) IS NOT NULL;

    SELECT d.id INTO beyond
    FROM victims_deadline d JOIN victims_enrolment e ON e.id = d.enrolment_id AND e.status = 'open'
    WHERE d.enrolment_id = ANY (enrolments) AND d.met_on IS NULL AND d.withdrawn_on IS NULL
      AND NOT EXISTS (SELECT FROM cases_workingday w WHERE w.day = d.due_on)
      AND EXISTS (SELECT FROM notifications_ladderstep s WHERE d.kind = ANY (s.kinds))
    LIMIT 1;
    IF beyond IS NOT NULL THEN
        RAISE EXCEPTION 'clock % is due outside the table of working days', beyond;
    END IF;
END $$;

CREATE FUNCTION notifications_clocks_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT enrolment_id))
    FROM written WHERE met_on IS NULL AND withdrawn_on IS NULL
    HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE FUNCTION notifications_clocks_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT written.enrolment_id))
    FROM removed JOIN written USING (id)
    WHERE (removed.due_on, removed.started_on, removed.met_on, removed.withdrawn_on, removed.kind, removed.enrolment_id)
       IS DISTINCT FROM
          (written.due_on, written.started_on, written.met_on, written.withdrawn_on, written.kind, written.enrolment_id)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE FUNCTION notifications_clocks_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM notifications_timer t USING removed WHERE removed.id = t.deadline_id;
    RETURN NULL;
END $$;
CREATE FUNCTION notifications_worker_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT written.id))
    FROM removed JOIN written USING (id)
    WHERE (removed.officer_id, removed.region_id, removed.status)
       IS DISTINCT FROM (written.officer_id, written.region_id, written.status)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER notifications_clocks_written AFTER INSERT ON victims_deadline
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notifications_clocks_written();
CREATE TRIGGER notifications_clocks_changed AFTER UPDATE ON victims_deadline
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notifications_clocks_changed();
CREATE TRIGGER notifications_clocks_removed AFTER DELETE ON victims_deadline
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION notifications_clocks_removed();
CREATE TRIGGER notifications_worker_changed AFTER UPDATE ON victims_enrolment
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notifications_worker_changed();
"""
FORGET = """
DROP TRIGGER notifications_worker_changed ON victims_enrolment;
DROP TRIGGER notifications_clocks_removed ON victims_deadline;
DROP TRIGGER notifications_clocks_changed ON victims_deadline;
DROP TRIGGER notifications_clocks_written ON victims_deadline;
DROP FUNCTION notifications_worker_changed();
DROP FUNCTION notifications_clocks_removed();
DROP FUNCTION notifications_clocks_changed();
DROP FUNCTION notifications_clocks_written();
DROP FUNCTION notifications_plan_timers(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0007_ladder_batches_and_channels")]
    operations = [migrations.RunSQL(PLAN, FORGET)]
