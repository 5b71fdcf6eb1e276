"""The sounds of victims' names, written anew after cases.0010."""

from django.db import migrations

SOUNDS = """
DELETE FROM victims_victimnamekey WHERE key LIKE '~%';
INSERT INTO victims_victimnamekey (key, word)
SELECT sound, word FROM (SELECT DISTINCT word FROM victims_victimnamekey WHERE key = word) known, cases_name_sounds(word) sound;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0015_days_of_youth_offending_teams"),
        ("cases", "0010_sounds_with_their_vowels"),
    ]
    operations = [migrations.RunSQL(SOUNDS, migrations.RunSQL.noop)]
