"""A sound can be longer than the word it is of (an x is written ks): it is cut to the letters that are compared."""

from django.db import migrations

CUT = r"""
ALTER FUNCTION cases_name_sound(text) RENAME TO cases_name_whole_sound;
CREATE FUNCTION cases_name_sound(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT left(cases_name_whole_sound(word), 30) $$;
"""
WHOLE = r"""
DROP FUNCTION cases_name_sound(text);
ALTER FUNCTION cases_name_whole_sound(text) RENAME TO cases_name_sound;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_faster_words_and_sounds")]
    operations = [migrations.RunSQL(CUT, WHOLE)]
