from django.db import migrations

# Of the limits for first contact the one due first is looked at. Once that is in hand, nothing of it is said any more:
# then it stands before no later one.
PLAN = """
CREATE OR REPLACE FUNCTION notifications_plan_timers(enrolments bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE beyond bigint;
BEGIN
    DELETE FROM notifications_timer t USING victims_deadline d
    WHERE d.id = t.deadline_id AND d.enrolment_id = ANY (enrolments);

    INSERT INTO notifications_timer (deadline_id, fires_on)
    SELECT d.id, min(CASE WHEN s.working_days_after_due IS NULL THEN d.started_on ELSE day_of_step.day END)
    FROM victims_deadline d
    JOIN victims_enrolment e ON e.id = d.enrolment_id
        AND (e.status = 'open' OR d.kind IN ('complaint_ack', 'complaint_answer', 'complaint_appeal'))
    JOIN notifications_ladderstep s ON d.kind = ANY (s.kinds)
    LEFT JOIN cases_workingday due ON due.day = d.due_on
    LEFT JOIN cases_workingday day_of_step
        ON day_of_step.ordinal = due.ordinal + s.working_days_after_due AND day_of_step.is_working
    WHERE d.enrolment_id = ANY (enrolments) AND d.met_on IS NULL AND d.withdrawn_on IS NULL
      AND NOT (d.kind IN ('first_contact', 'overall', 'urgent_contact') AND EXISTS (
          SELECT FROM victims_deadline sooner
          WHERE sooner.enrolment_id = d.enrolment_id AND sooner.kind IN ('first_contact', 'overall', 'urgent_contact')
            AND sooner.met_on IS NULL AND sooner.withdrawn_on IS NULL
            AND (sooner.due_on, sooner.id) < (d.due_on, d.id)
            AND NOT EXISTS (SELECT FROM notifications_acknowledgement a
                            WHERE a.deadline_id = sooner.id AND a.target_date = sooner.due_on)))
    GROUP BY d.id
    HAVING min(CASE WHEN s.working_days_after_due IS NULL THEN d.started_on ELSE day_of_step.day END) IS NOT NULL
    ON CONFLICT (deadline_id) DO UPDATE SET fires_on = EXCLUDED.fires_on;

    SELECT d.id INTO beyond
    FROM victims_deadline d JOIN victims_enrolment e ON e.id = d.enrolment_id
        AND (e.status = 'open' OR d.kind IN ('complaint_ack', 'complaint_answer', 'complaint_appeal'))
    WHERE d.enrolment_id = ANY (enrolments) AND d.met_on IS NULL AND d.withdrawn_on IS NULL
      AND NOT EXISTS (SELECT FROM cases_workingday w WHERE w.day = d.due_on)
      AND EXISTS (SELECT FROM notifications_ladderstep s WHERE d.kind = ANY (s.kinds))
    LIMIT 1;
    IF beyond IS NOT NULL THEN
        RAISE EXCEPTION 'clock % is due outside the table of working days', beyond;
    END IF;
END $$;
"""

# Nothing urgent waits: when a case becomes urgent, what was put off is looked at again.
WORKER = """
CREATE OR REPLACE FUNCTION notifications_worker_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT written.id))
    FROM removed JOIN written USING (id)
    WHERE (removed.officer_id, removed.region_id, removed.status, removed.restricted, removed.urgent_from)
       IS DISTINCT FROM (written.officer_id, written.region_id, written.status, written.restricted, written.urgent_from)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0014_timers_when_a_date_moves_during_a_sweep")]

    operations = [migrations.RunSQL(PLAN + WORKER, migrations.RunSQL.noop)]
