"""Tables of month figures, and the triggers by which a changed enrolment says which months are stale.

Triggers, because every way of writing must be seen: actions, bulk imports and plain SQL. They only ever insert, so a
writer waits for nobody. The calendar and the limits need none: they are part of what makes a month fresh.
"""

from django.db import migrations, models

MARK = """
CREATE FUNCTION reports_mark_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', sentenced_on)::date FROM written;
    RETURN NULL;
END $$;
CREATE FUNCTION reports_mark_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', sentenced_on)::date FROM removed;
    RETURN NULL;
END $$;
CREATE FUNCTION reports_mark_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', day)::date
    FROM removed JOIN written USING (id), LATERAL (VALUES (removed.sentenced_on), (written.sentenced_on)) AS both_days(day)
    WHERE (removed.sentenced_on, removed.referred_on, removed.first_contact_on, removed.scheme, removed.region_id,
           removed.reporting_area, removed.force_id, removed.offence_id)
       IS DISTINCT FROM
          (written.sentenced_on, written.referred_on, written.first_contact_on, written.scheme, written.region_id,
           written.reporting_area, written.force_id, written.offence_id);
    RETURN NULL;
END $$;
CREATE FUNCTION reports_mark_offence_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_stalemonth (month)
    SELECT DISTINCT date_trunc('month', e.sentenced_on)::date
    FROM removed JOIN written USING (id) JOIN victims_enrolment e ON e.offence_id = written.id
    WHERE (removed.code, removed.label) IS DISTINCT FROM (written.code, written.label);
    RETURN NULL;
END $$;
CREATE TRIGGER reports_mark_inserted AFTER INSERT ON victims_enrolment
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION reports_mark_inserted();
CREATE TRIGGER reports_mark_deleted AFTER DELETE ON victims_enrolment
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION reports_mark_deleted();
CREATE TRIGGER reports_mark_updated AFTER UPDATE ON victims_enrolment
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION reports_mark_updated();
CREATE TRIGGER reports_mark_offence_updated AFTER UPDATE ON cases_offence
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION reports_mark_offence_updated();
INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', sentenced_on)::date FROM victims_enrolment;
"""
UNMARK = """
DROP TRIGGER reports_mark_offence_updated ON cases_offence;
DROP TRIGGER reports_mark_updated ON victims_enrolment;
DROP TRIGGER reports_mark_deleted ON victims_enrolment;
DROP TRIGGER reports_mark_inserted ON victims_enrolment;
DROP FUNCTION reports_mark_offence_updated();
DROP FUNCTION reports_mark_updated();
DROP FUNCTION reports_mark_deleted();
DROP FUNCTION reports_mark_inserted();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("victims", "0001_first"),
        ("cases", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="FreshMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("rules", models.CharField(max_length=64)),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MonthDays",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("scheme", models.CharField(max_length=14)),
                ("region", models.CharField(max_length=3)),
                ("stage", models.CharField(max_length=24)),
                ("days", models.IntegerField()),
                ("cases", models.IntegerField()),
            ],
            options={
                "verbose_name_plural": "month days",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stage", "month", "region", "scheme", "days"),
                        include=("cases",),
                        name="days_once_a_month",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("scheme", models.CharField(max_length=14)),
                ("region", models.CharField(max_length=3)),
                ("reporting_area", models.CharField(blank=True, max_length=80)),
                ("force", models.BigIntegerField(null=True)),
                ("offence_group", models.CharField(max_length=40)),
                ("cases", models.IntegerField()),
                ("referral_n", models.IntegerField()),
                ("referral_on_time", models.IntegerField()),
                ("referral_total", models.IntegerField()),
                ("referral_least", models.IntegerField(null=True)),
                ("referral_most", models.IntegerField(null=True)),
                ("contact_n", models.IntegerField()),
                ("contact_on_time", models.IntegerField()),
                ("contact_total", models.IntegerField()),
                ("contact_least", models.IntegerField(null=True)),
                ("contact_most", models.IntegerField(null=True)),
                ("overall_n", models.IntegerField()),
                ("overall_on_time", models.IntegerField()),
                ("overall_total", models.IntegerField()),
                ("overall_least", models.IntegerField(null=True)),
                ("overall_most", models.IntegerField(null=True)),
                ("beyond_calendar", models.IntegerField()),
            ],
            options={
                "verbose_name_plural": "month figures",
                "indexes": [models.Index(fields=["month"], name="figures_of_a_month")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "scheme", "region", "reporting_area", "force", "offence_group"),
                        name="figures_once_a_month",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaleMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["month"], name="stale_month")],
            },
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
