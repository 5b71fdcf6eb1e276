"""The index of dates of birth tells who was born then without reading the people: for a name with a year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0016_sounds_with_their_vowels"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="victim",
            name="victim_by_birth",
        ),
        migrations.AddIndex(
            model_name="victim",
            index=models.Index(fields=["date_of_birth"], include=("id",), name="victim_born_on"),
        ),
    ]
