"""What was kept does not say which days it holds, so it is thrown away and counted again."""

from django.db import migrations, models

THROW_AWAY = """
DELETE FROM reports_freshmonth;
INSERT INTO reports_stalemonth (month) SELECT DISTINCT date_trunc('month', sentenced_on)::date FROM victims_enrolment;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_month_figures")]
    operations = [
        migrations.RunSQL(THROW_AWAY, migrations.RunSQL.noop),
        migrations.AddField("freshmonth", "first_on", models.DateField(null=True)),
        migrations.AddField("freshmonth", "last_on", models.DateField(null=True)),
    ]
