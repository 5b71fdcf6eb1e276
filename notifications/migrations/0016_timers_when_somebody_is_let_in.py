from django.db import migrations

# Who is no longer let into a restricted case reads nothing more of it: the clock is looked at again, so that
# somebody else is told of the same step. As much when somebody is let in.
GRANTS = """
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0015_timers_of_what_is_urgent_or_in_hand"),
        ("victims", "0026_agreed_notes_and_complaints"),
    ]

    operations = [migrations.RunSQL(GRANTS, BEFORE)]
