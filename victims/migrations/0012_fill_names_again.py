"""Filled again after cases.0006."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0011_drop_the_trigram_index_of_names"),
        ("cases", "0007_fewer_joins_more_sounds"),
    ]
    operations = [migrations.RunSQL("SELECT victims_refill_names()", migrations.RunSQL.noop)]
