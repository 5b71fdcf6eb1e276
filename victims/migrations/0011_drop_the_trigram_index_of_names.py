"""Replaced by the index of words (decision 0014): nothing reads it, and every new name paid for it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0010_people_of_a_referral"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="victim",
            name="victim_by_name",
        ),
    ]
