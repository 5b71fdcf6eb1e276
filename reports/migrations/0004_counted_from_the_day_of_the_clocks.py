"""A case is counted in the month its clocks begin, and a closed duplicate in none: every month is counted anew once."""

from django.db import migrations

AS_IT_IS = """
CREATE OR REPLACE FUNCTION reports_mark_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', coalesce(counts_from, sentenced_on))::date FROM written;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION reports_mark_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', coalesce(counts_from, sentenced_on))::date FROM removed;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION reports_mark_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', day)::date
    FROM removed JOIN written USING (id), LATERAL (VALUES (coalesce(removed.counts_from, removed.sentenced_on)),
         (coalesce(written.counts_from, written.sentenced_on))) AS both_days(day)
    WHERE (removed.sentenced_on, removed.referred_on, removed.first_contact_on, removed.scheme, removed.region_id,
           removed.reporting_area, removed.force_id, removed.offence_id, removed.opt_out_ended_on, removed.counts_from, removed.contact_counted_on,
           removed.duplicate_of_id)
       IS DISTINCT FROM
          (written.sentenced_on, written.referred_on, written.first_contact_on, written.scheme, written.region_id,
           written.reporting_area, written.force_id, written.offence_id, written.opt_out_ended_on, written.counts_from, written.contact_counted_on,
           written.duplicate_of_id);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION reports_mark_offence_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', coalesce(e.counts_from, e.sentenced_on))::date
    FROM removed JOIN written USING (id) JOIN victims_enrolment e ON e.offence_id = written.id
    WHERE (removed.code, removed.label) IS DISTINCT FROM (written.code, written.label);
    RETURN NULL;
END $$;
INSERT INTO reports_stalemonth (month)
SELECT DISTINCT date_trunc('month', coalesce(counts_from, sentenced_on))::date FROM victims_enrolment;
"""
AS_IT_WAS = """
CREATE OR REPLACE FUNCTION reports_mark_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', sentenced_on)::date FROM written;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION reports_mark_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', sentenced_on)::date FROM removed;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION reports_mark_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', day)::date
    FROM removed JOIN written USING (id), LATERAL (VALUES (removed.sentenced_on), (written.sentenced_on)) AS both_days(day)
    WHERE (removed.sentenced_on, removed.referred_on, removed.first_contact_on, removed.scheme, removed.region_id,
           removed.reporting_area, removed.force_id, removed.offence_id, removed.opt_out_ended_on)
       IS DISTINCT FROM
          (written.sentenced_on, written.referred_on, written.first_contact_on, written.scheme, written.region_id,
           written.reporting_area, written.force_id, written.offence_id, written.opt_out_ended_on);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION reports_mark_offence_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', e.sentenced_on)::date
    FROM removed JOIN written USING (id) JOIN victims_enrolment e ON e.offence_id = written.id
    WHERE (removed.code, removed.label) IS DISTINCT FROM (written.code, written.label);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_opt_out_makes_a_month_stale"), ("victims", "0019_day_the_clocks_count_from")]

    operations = [migrations.RunSQL(AS_IT_IS, AS_IT_WAS)]
