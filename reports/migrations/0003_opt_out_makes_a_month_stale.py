"""The end of the time to opt out moves a figure too, so a change of it says that its month is stale."""

from django.db import migrations

MARK = """
CREATE OR REPLACE FUNCTION reports_mark_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', day)::date
    FROM removed JOIN written USING (id), LATERAL (VALUES (removed.sentenced_on), (written.sentenced_on)) AS both_days(day)
    WHERE (removed.sentenced_on, removed.referred_on, removed.first_contact_on, removed.scheme, removed.region_id,
           removed.reporting_area, removed.force_id, removed.offence_id{removed})
       IS DISTINCT FROM
          (written.sentenced_on, written.referred_on, written.first_contact_on, written.scheme, written.region_id,
           written.reporting_area, written.force_id, written.offence_id{written});
    RETURN NULL;
END $$;
"""


def statement(*more: str) -> str:
    return MARK.replace("{removed}", "".join(f", removed.{name}" for name in more)).replace(
        "{written}", "".join(f", written.{name}" for name in more)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_fresh_month_knows_its_days"),
        ("victims", "0015_days_of_youth_offending_teams"),
    ]

    operations = [migrations.RunSQL(statement("opt_out_ended_on"), statement())]
