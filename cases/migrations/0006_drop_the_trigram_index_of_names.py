"""Replaced by the index of words (decision 0014): nothing reads it, and every new name paid for it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_merged_offenders"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="offender",
            name="offender_by_name",
        ),
    ]
