from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0013_words_for_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="courtresult",
            name="settled",
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
