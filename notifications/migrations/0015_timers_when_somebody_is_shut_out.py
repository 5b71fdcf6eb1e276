from django.db import migrations

# Who was shut out of a case after being told of it reads nothing more: the clock is looked at again, so that somebody
# else is told of the same step. As much when somebody is let in, or no longer.
SHUT_OUT = """
CREATE OR REPLACE FUNCTION notifications_worker_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT written.id))
    FROM removed JOIN written USING (id)
    WHERE (removed.officer_id, removed.region_id, removed.status, removed.restricted)
       IS DISTINCT FROM (written.officer_id, written.region_id, written.status, written.restricted)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE FUNCTION notifications_grants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT enrolment_id)) FROM written HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER notifications_grant_given AFTER INSERT ON victims_accessgrant
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notifications_grants_changed();
CREATE TRIGGER notifications_grant_ended AFTER UPDATE ON victims_accessgrant
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notifications_grants_changed();
"""
BEFORE = """
DROP TRIGGER notifications_grant_ended ON victims_accessgrant;
DROP TRIGGER notifications_grant_given ON victims_accessgrant;
DROP FUNCTION notifications_grants_changed();
CREATE OR REPLACE FUNCTION notifications_worker_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notifications_plan_timers(array_agg(DISTINCT written.id))
    FROM removed JOIN written USING (id)
    WHERE (removed.officer_id, removed.region_id, removed.status)
       IS DISTINCT FROM (written.officer_id, written.region_id, written.status)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0014_timers_when_a_date_moves_during_a_sweep"),
        ("victims", "0026_agreed_notes_and_complaints"),
    ]

    operations = [migrations.RunSQL(SHUT_OUT, BEFORE)]
