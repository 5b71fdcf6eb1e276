"""A word is also found by its sound with the vowels: among hundreds that share the sound "kn", Kwin is nearest to Quinn.

More sounds are known: Meighan beside Meehan, Dougherty beside Docherty, Vaughan. Only the sounds are written anew.
"""

from django.db import migrations

SOUNDS = r"""
CREATE OR REPLACE FUNCTION cases_name_whole_sound(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    word := regexp_replace(word, '^do(?:ch|u?gh)(?=[ae])', 'do', 'g');
    word := regexp_replace(word, 'augha?n$|ou?rne?$', 'aun', 'g');
    word := regexp_replace(word, '^ma?[ck](?=...)', 'mk', 'g');
    word := regexp_replace(word, '^mkg(?=l)', 'mk', 'g');
    word := CASE WHEN right(word, 5) = 'grath' THEN left(word, -2) ELSE word END;
    word := CASE WHEN right(word, 5) = 'champ' THEN left(word, -1) ELSE word END;
    word := regexp_replace(word, '^ci(?=a)', 'k', 'g');
    word := replace(replace(word, 'kw', 'k'), 'quh', 'k');
    word := CASE WHEN left(word, 4) = 'schw' THEN 'sw' || substr(word, 5) ELSE word END;
    word := replace(word, 'x', 'ks');
    word := replace(word, 'sd', 'st');
    word := regexp_replace(word, '^(?:h?s[ei])(?=[ao])', 'sh', 'g');
    word := replace(replace(word, 'bh', 'v'), 'mh', 'v');
    word := CASE WHEN left(word, 2) IN ('kn', 'gn') THEN substr(word, 2) ELSE word END;
    word := regexp_replace(word, '^wr|rh', 'r', 'g');
    word := CASE WHEN left(word, 2) = 'gh' THEN 'g' || substr(word, 3) ELSE word END;
    word := regexp_replace(word, 'gh(?=[tean]|$)', '', 'g');
    word := replace(word, 'ghl', 'kl');
    word := CASE WHEN right(word, 2) = 'ts' THEN left(word, -2) || 's' ELSE word END;
    word := replace(word, 'ph', 'f');
    word := regexp_replace(word, 'kh|ck|q', 'k', 'g');
    word := replace(word, 'dh', 'd');
    word := regexp_replace(word, 'dt|th', 't', 'g');
    word := CASE WHEN left(word, 3) = 'chr' THEN 'kr' || substr(word, 4) ELSE word END;
    word := regexp_replace(word, 'chae?l', 'kal', 'g');
    word := regexp_replace(word, 'szcz|sch|tch|sz|sh|cz|ch', 'x', 'g');
    word := regexp_replace(word, 'rz|zh', 'z', 'g');
    word := regexp_replace(word, 'dg(?=[ei])', 'j', 'g');
    word := regexp_replace(word, 'g(?=[eiy])', 'j', 'g');
    word := regexp_replace(word, 'c(?=[eiy])', 's', 'g');
    word := replace(word, 'c', 'k');
    word := regexp_replace(word, '[ts]z|z', 's', 'g');
    word := replace(word, 'v', 'f');
    word := regexp_replace(word, '[aeo]w(?=[^aeiouy]|$)', 'a', 'g');
    word := replace(word, 'wh', 'w');
    word := regexp_replace(word, '(.)w', '\1f', 'g');
    word := regexp_replace(word, 'sk[aiy]j?$', 'sk', 'g');
    word := replace(word, 'pb', 'b');
    word := replace(word, 'mps', 'ms');
    word := regexp_replace(word, '^[yj](?=[aeiou])', 'j', 'g');
    word := regexp_replace(word, '^[aeiouy]+', 'A', 'g');
    word := regexp_replace(word, '(.)h', '\1', 'g');
    word := regexp_replace(word, '[aeiouy]', '', 'g');
    word := regexp_replace(word, '(.)\1+', '\1', 'g');
    RETURN word;
END $$;

CREATE FUNCTION cases_name_full_sound(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    heard text := regexp_replace(word, '([^aeiouy])e(s?)$', '\1\2', 'g');
BEGIN
    heard := replace(heard, 'gh', '');
    heard := replace(heard, 'qu', 'k');
    heard := replace(heard, 'ou', 'u');
    heard := replace(heard, 'oo', 'u');
    heard := replace(heard, 'ew', 'u');
    heard := replace(heard, 'eu', 'u');
    heard := replace(heard, 'ue', 'u');
    heard := replace(heard, 'uw', 'u');
    heard := replace(heard, 'ow', 'o');
    heard := replace(heard, 'oa', 'o');
    heard := replace(heard, 'aw', 'o');
    heard := replace(heard, 'au', 'o');
    heard := replace(heard, 'oe', 'o');
    heard := replace(heard, 'ai', 'a');
    heard := replace(heard, 'ay', 'a');
    heard := replace(heard, 'ae', 'a');
    heard := replace(heard, 'ee', 'i');
    heard := replace(heard, 'ea', 'i');
    heard := replace(heard, 'ie', 'i');
    heard := replace(heard, 'ei', 'i');
    heard := replace(heard, 'ey', 'i');
    heard := replace(heard, 'y', 'i');
    heard := regexp_replace(heard, '[aeiou]+r(?=[^aeiou]|$)', 'e', 'g');
    heard := regexp_replace(regexp_replace(heard, '[^aeiou]', '', 'g'), '(.)\1+', '\1', 'g');
    RETURN left(cases_name_sound(word) || ' ' || heard, 30);
END $$;

CREATE FUNCTION cases_name_sounds(word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '~' || sound FROM cases_name_sound(word) sound WHERE length(sound) > 1
    UNION ALL
    SELECT '=' || cases_name_full_sound(word)
$$;

CREATE OR REPLACE FUNCTION cases_name_keys(word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT word
    UNION
    SELECT substr(word, 1, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) i WHERE length(word) > 1
    UNION
    SELECT substr(word, 1, i - 1) || substr(word, i + 1, j - i - 1) || substr(word, j + 1)
    FROM generate_series(1, length(word)) i, generate_series(i + 1, length(word)) j WHERE length(word) > 3
    UNION
    SELECT sound FROM cases_name_sounds(word) sound
$$;

DELETE FROM cases_offendernamekey WHERE key LIKE '~%';
INSERT INTO cases_offendernamekey (key, word)
SELECT sound, word FROM (SELECT DISTINCT word FROM cases_offendernamekey WHERE key = word) known, cases_name_sounds(word) sound;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_a_sound_is_no_longer_than_a_word")]
    operations = [migrations.RunSQL(SOUNDS, migrations.RunSQL.noop)]
