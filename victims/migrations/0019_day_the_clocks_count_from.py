"""The day from which clocks and figures count, where a suspended or community sentence became custody later.

It is read off the clocks that stand: those of every such enrolment began on that day already.
"""

from django.conf import settings
from django.db import migrations, models

FROM_THE_CLOCKS = """
UPDATE victims_enrolment e SET counts_from = d.started_on, contact_counted_on = d.met_on
FROM victims_deadline d
WHERE d.enrolment_id = e.id AND d.kind = 'overall' AND d.started_on > e.sentenced_on
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_cluster_read_once"),
        ("cases", "0010_sounds_with_their_vowels"),
        ("victims", "0018_indexes_nothing_reads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="enrolment",
            name="enrolment_for_targets",
        ),
        migrations.AddField(
            model_name="enrolment",
            name="contact_counted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="counts_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                condition=models.Q(("counts_from__isnull", True), ("duplicate_of__isnull", True)),
                fields=["sentenced_on", "scheme", "region"],
                include=(
                    "force",
                    "officer",
                    "reporting_area",
                    "offence",
                    "referred_on",
                    "first_contact_on",
                    "opt_out_ended_on",
                ),
                name="enrolment_for_targets",
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                condition=models.Q(("counts_from__isnull", False)),
                fields=["counts_from"],
                name="enrolment_counted_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contact_counted_on__isnull", True),
                    models.Q(("contact_counted_on__gte", models.F("counts_from")), ("counts_from__isnull", False)),
                    _connector="OR",
                ),
                name="enrolment_counts_contact_from_its_day",
            ),
        ),
        migrations.RunSQL(FROM_THE_CLOCKS, migrations.RunSQL.noop),
    ]
