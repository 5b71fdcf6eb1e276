"""Indexes that no question reads, and that every row brought in paid for: of the court, the kind of offence and who
recorded a sentence; and those for the beginning of a reference or region, which are asked for whole (decision 0016)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DROPPED = (
    ("cases_case_reference_cb43aa34_like", "cases_case", "reference varchar_pattern_ops"),
    ("cases_case_region_id_ffee331b_like", "cases_case", "region_id varchar_pattern_ops"),
    ("cases_offender_reference_aa26cf21_like", "cases_offender", "reference varchar_pattern_ops"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_people_of_a_birth_date_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="conviction",
            name="court",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.court",
            ),
        ),
        migrations.AlterField(
            model_name="offence",
            name="offence_type",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.offencetype",
            ),
        ),
        migrations.AlterField(
            model_name="sentence",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        *(
            migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON {table} ({column})")
            for name, table, column in DROPPED
        ),
    ]
