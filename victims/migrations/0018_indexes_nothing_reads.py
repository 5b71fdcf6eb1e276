"""Indexes that no question reads, and that every court result paid for: of its offence and who decided it; those for the
beginning of a reference, which is asked for whole; and one that the unique pair of request and offence covers
(decision 0016)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DROPPED = (
    ("victims_courtresult_reference_709fe2f2_like", "victims_courtresult", "reference varchar_pattern_ops"),
    ("victims_referralrequest_reference_c17db619_like", "victims_referralrequest", "reference varchar_pattern_ops"),
    (
        "victims_referralrequest_offences_referralrequest_id_1c8a2cbd",
        "victims_referralrequest_offences",
        "referralrequest_id",
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_indexes_nothing_reads"),
        ("victims", "0017_people_of_a_birth_date_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="courtresult",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="courtresult",
            name="offence",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.offence",
            ),
        ),
        *(
            migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON {table} ({column})")
            for name, table, column in DROPPED
        ),
    ]
