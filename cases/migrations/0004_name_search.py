"""The search index of offenders' names, kept by the database itself (decision 0014).

Triggers, because every way of writing must be seen: actions, bulk imports and plain SQL. They only ever insert words, so
a writer waits for nobody; the same word written twice at once stands twice and is found once. The joins are told to walk
the index: planned for a table of three million spellings, a hash join would read all of it for one new name.
"""

import django.db.models.deletion
from django.db import migrations, models

FUNCTIONS = r"""
CREATE FUNCTION cases_name_words(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    bare text COLLATE "C" := translate(name, '''’‘`´ʼ', '');
    parts text[];
BEGIN
    IF bare ~ '[^ -~]' THEN
        bare := translate(bare, 'łŁøØđĐðÐħĦı', 'llooddddhhi');
        bare := replace(bare, 'ß', 'ss');
        bare := replace(bare, 'æ', 'ae');
        bare := replace(bare, 'Æ', 'ae');
        bare := replace(bare, 'œ', 'oe');
        bare := replace(bare, 'Œ', 'oe');
        bare := replace(bare, 'þ', 'th');
        bare := replace(bare, 'Þ', 'th');
        bare := regexp_replace(normalize(bare, NFKD), '[\u0300-\u036f]', '', 'g');
    END IF;
    bare := btrim(regexp_replace(lower(bare), '[^a-z0-9\u0080-\uffff]+', ' ', 'g'));
    parts := CASE WHEN bare = '' THEN '{}' ELSE string_to_array(bare, ' ') END;
    IF parts && ARRAY['dr', 'jnr', 'jr', 'miss', 'mr', 'mrs', 'ms', 'mx', 'rev', 'sir', 'snr'] OR length(bare) > 30 THEN
        parts := ARRAY(SELECT left(part, 30) FROM unnest(parts) WITH ORDINALITY AS p(part, nth)
                       WHERE part <> ALL (ARRAY['dr', 'jnr', 'jr', 'miss', 'mr', 'mrs', 'ms', 'mx', 'rev', 'sir', 'snr']) ORDER BY nth);
    END IF;
    RETURN parts;
END $$;

CREATE FUNCTION cases_name_tokens(first_names text, last_name text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    particles CONSTANT text[] := ARRAY['ab', 'al', 'ap', 'bin', 'bint', 'da', 'de', 'del', 'della', 'den', 'der', 'di', 'dos', 'du', 'el', 'ferch', 'ibn', 'la', 'le', 'mac', 'mc', 'ni', 'nic', 'o', 'st', 'ul', 'ur', 'van', 'von'];
    field text; parts text[]; telling text[]; found text[] := '{}';
BEGIN
    FOREACH field IN ARRAY ARRAY[first_names, last_name] LOOP
        parts := cases_name_words(field);
        IF cardinality(parts) < 2 THEN
            found := found || parts;
            CONTINUE;
        END IF;
        telling := parts;
        IF parts && particles THEN
            telling := ARRAY(SELECT part FROM unnest(parts) WITH ORDINALITY AS p(part, nth)
                             WHERE part <> ALL (particles) ORDER BY nth);
            IF cardinality(telling) = 0 THEN telling := parts; END IF;
        END IF;
        found := found || telling;
        FOR i IN 1 .. cardinality(parts) - 1 LOOP
            found := found || left(parts[i] || parts[i + 1], 30);
        END LOOP;
    END LOOP;
    IF cardinality(found) < 2 OR (cardinality(found) = 2 AND found[1] <> found[2]) THEN
        RETURN found;
    END IF;
    RETURN ARRAY(SELECT word FROM unnest(found) WITH ORDINALITY AS f(word, nth) GROUP BY word ORDER BY min(nth) LIMIT 8);
END $$;

CREATE FUNCTION cases_name_sound(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    word := regexp_replace(word, '^ma?c(?=...)', 'mk', 'g');
    word := regexp_replace(word, '^(?:h?s[ei])(?=[ao])', 'sh', 'g');
    word := regexp_replace(word, '[bm]h', 'v', 'g');
    word := regexp_replace(word, '^kn|^gn', 'n', 'g');
    word := regexp_replace(word, '^wr|rh', 'r', 'g');
    word := regexp_replace(word, '^gh', 'g', 'g');
    word := regexp_replace(word, 'gh(?=[tean]|$)', '', 'g');
    word := regexp_replace(word, 'ph', 'f', 'g');
    word := regexp_replace(word, 'kh|ck|q', 'k', 'g');
    word := regexp_replace(word, 'dh', 'd', 'g');
    word := regexp_replace(word, 'dt|th', 't', 'g');
    word := regexp_replace(word, '^chr', 'kr', 'g');
    word := regexp_replace(word, 'chae?l', 'kal', 'g');
    word := regexp_replace(word, 'szcz|sch|tch|sz|sh|cz|ch', 'x', 'g');
    word := regexp_replace(word, 'rz|zh', 'z', 'g');
    word := regexp_replace(word, 'dg(?=[ei])', 'j', 'g');
    word := regexp_replace(word, 'g(?=[eiy])', 'j', 'g');
    word := regexp_replace(word, 'c(?=[eiy])', 's', 'g');
    word := regexp_replace(word, 'c', 'k', 'g');
    word := regexp_replace(word, '[ts]z|z', 's', 'g');
    word := regexp_replace(word, 'v', 'f', 'g');
    word := regexp_replace(word, '[aeo]w(?=[^aeiouy]|$)', 'a', 'g');
    word := regexp_replace(word, 'wh', 'w', 'g');
    word := regexp_replace(word, '(.)w', '\1f', 'g');
    word := regexp_replace(word, 'sk[aiy]j?$', 'sk', 'g');
    word := regexp_replace(word, 'pb', 'b', 'g');
    word := regexp_replace(word, 'mps', 'ms', 'g');
    word := regexp_replace(word, '^[yj](?=[aeiou])', 'j', 'g');
    word := regexp_replace(word, '^[aeiouy]+', 'A', 'g');
    word := regexp_replace(word, 'h(?=[^aeiouy]|$)', '', 'g');
    word := regexp_replace(word, '[aeiouy]', '', 'g');
    word := regexp_replace(word, '(.)\1+', '\1', 'g');
    RETURN word;
END $$;

CREATE FUNCTION cases_name_keys(word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT word
    UNION
    SELECT substr(word, 1, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) i WHERE length(word) > 1
    UNION
    SELECT substr(word, 1, i - 1) || substr(word, i + 1, j - i - 1) || substr(word, j + 1)
    FROM generate_series(1, length(word)) i, generate_series(i + 1, length(word)) j WHERE length(word) > 3
    UNION
    SELECT '~' || sound FROM cases_name_sound(word) sound WHERE length(sound) > 1
$$;
"""
FUNCTIONS_GONE = """
DROP FUNCTION cases_name_keys(text);
DROP FUNCTION cases_name_sound(text);
DROP FUNCTION cases_name_tokens(text, text);
DROP FUNCTION cases_name_words(text);
"""
TRIGGERS = """
CREATE FUNCTION cases_offender_named() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM cases_offendernamepair p
        USING (SELECT n.id AS offender_id, NULL::bigint AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM removed n OFFSET 0) gone,
              LATERAL unnest(gone.words) AS one(lesser), LATERAL unnest(gone.words) AS other(greater)
        WHERE p.low = lesser AND p.high = greater AND p.offender_id = gone.offender_id AND p.alias_id IS NULL;
    ELSIF TG_OP = 'UPDATE' THEN
        DELETE FROM cases_offendernamepair p
        USING (SELECT n.id AS offender_id, NULL::bigint AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words
               FROM removed n JOIN written w USING (id)
               WHERE (n.first_names, n.last_name) IS DISTINCT FROM (w.first_names, w.last_name) OFFSET 0) gone,
              LATERAL unnest(gone.words) AS one(lesser), LATERAL unnest(gone.words) AS other(greater)
        WHERE p.low = lesser AND p.high = greater AND p.offender_id = gone.offender_id AND p.alias_id IS NULL;
        WITH named AS MATERIALIZED (
            SELECT n.id AS offender_id, NULL::bigint AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words
            FROM written n JOIN removed r USING (id)
            WHERE (n.first_names, n.last_name) IS DISTINCT FROM (r.first_names, r.last_name)
        ), paired AS (
            INSERT INTO cases_offendernamepair (low, high, offender_id, alias_id)
            SELECT low, high, offender_id, alias_id FROM named, unnest(words) low, unnest(words) high
            WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1)
        )
        INSERT INTO cases_offendernamekey (key, word)
        SELECT key, word FROM (SELECT DISTINCT word FROM named, unnest(words) word OFFSET 0) fresh, cases_name_keys(word) key
        WHERE NOT EXISTS (SELECT 1 FROM cases_offendernamekey k WHERE k.key = fresh.word AND k.word = fresh.word);
    ELSE
        WITH named AS MATERIALIZED (
            SELECT n.id AS offender_id, NULL::bigint AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM written n
        ), paired AS (
            INSERT INTO cases_offendernamepair (low, high, offender_id, alias_id)
            SELECT low, high, offender_id, alias_id FROM named, unnest(words) low, unnest(words) high
            WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1)
        )
        INSERT INTO cases_offendernamekey (key, word)
        SELECT key, word FROM (SELECT DISTINCT word FROM named, unnest(words) word OFFSET 0) fresh, cases_name_keys(word) key
        WHERE NOT EXISTS (SELECT 1 FROM cases_offendernamekey k WHERE k.key = fresh.word AND k.word = fresh.word);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_offender_named_inserted AFTER INSERT ON cases_offender
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION cases_offender_named();
CREATE TRIGGER cases_offender_named_updated AFTER UPDATE ON cases_offender
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION cases_offender_named();
CREATE TRIGGER cases_offender_named_deleted AFTER DELETE ON cases_offender
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION cases_offender_named();

CREATE FUNCTION cases_alias_named() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM cases_offendernamepair p
        USING (SELECT n.offender_id, n.id AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM removed n OFFSET 0) gone,
              LATERAL unnest(gone.words) AS one(lesser), LATERAL unnest(gone.words) AS other(greater)
        WHERE p.low = lesser AND p.high = greater AND p.alias_id = gone.alias_id;
    ELSIF TG_OP = 'UPDATE' THEN
        DELETE FROM cases_offendernamepair p
        USING (SELECT n.offender_id, n.id AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words
               FROM removed n JOIN written w USING (id)
               WHERE (n.first_names, n.last_name) IS DISTINCT FROM (w.first_names, w.last_name) OFFSET 0) gone,
              LATERAL unnest(gone.words) AS one(lesser), LATERAL unnest(gone.words) AS other(greater)
        WHERE p.low = lesser AND p.high = greater AND p.alias_id = gone.alias_id;
        WITH named AS MATERIALIZED (
            SELECT n.offender_id, n.id AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words
            FROM written n JOIN removed r USING (id)
            WHERE (n.first_names, n.last_name) IS DISTINCT FROM (r.first_names, r.last_name)
        ), paired AS (
            INSERT INTO cases_offendernamepair (low, high, offender_id, alias_id)
            SELECT low, high, offender_id, alias_id FROM named, unnest(words) low, unnest(words) high
            WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1)
        )
        INSERT INTO cases_offendernamekey (key, word)
        SELECT key, word FROM (SELECT DISTINCT word FROM named, unnest(words) word OFFSET 0) fresh, cases_name_keys(word) key
        WHERE NOT EXISTS (SELECT 1 FROM cases_offendernamekey k WHERE k.key = fresh.word AND k.word = fresh.word);
    ELSE
        WITH named AS MATERIALIZED (
            SELECT n.offender_id, n.id AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM written n
        ), paired AS (
            INSERT INTO cases_offendernamepair (low, high, offender_id, alias_id)
            SELECT low, high, offender_id, alias_id FROM named, unnest(words) low, unnest(words) high
            WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1)
        )
        INSERT INTO cases_offendernamekey (key, word)
        SELECT key, word FROM (SELECT DISTINCT word FROM named, unnest(words) word OFFSET 0) fresh, cases_name_keys(word) key
        WHERE NOT EXISTS (SELECT 1 FROM cases_offendernamekey k WHERE k.key = fresh.word AND k.word = fresh.word);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_alias_named_inserted AFTER INSERT ON cases_offenderalias
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION cases_alias_named();
CREATE TRIGGER cases_alias_named_updated AFTER UPDATE ON cases_offenderalias
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION cases_alias_named();
CREATE TRIGGER cases_alias_named_deleted AFTER DELETE ON cases_offenderalias
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION cases_alias_named();

CREATE FUNCTION cases_refill_names() RETURNS void LANGUAGE sql AS $$
    DELETE FROM cases_offendernamepair;
    DELETE FROM cases_offendernamekey;
    INSERT INTO cases_offendernamepair (low, high, offender_id, alias_id)
    SELECT low, high, offender_id, alias_id
    FROM (SELECT n.id AS offender_id, NULL::bigint AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM cases_offender n OFFSET 0) named,
         unnest(words) low, unnest(words) high
    WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1);
    INSERT INTO cases_offendernamepair (low, high, offender_id, alias_id)
    SELECT low, high, offender_id, alias_id
    FROM (SELECT n.offender_id, n.id AS alias_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM cases_offenderalias n OFFSET 0) named,
         unnest(words) low, unnest(words) high
    WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1);
    INSERT INTO cases_offendernamekey (key, word)
    SELECT key, word FROM (SELECT low AS word FROM cases_offendernamepair UNION SELECT high FROM cases_offendernamepair) known, cases_name_keys(word) key;
$$;
SELECT cases_refill_names();
"""
TRIGGERS_GONE = """
DROP FUNCTION cases_refill_names();
DROP TRIGGER cases_alias_named_deleted ON cases_offenderalias;
DROP TRIGGER cases_alias_named_updated ON cases_offenderalias;
DROP TRIGGER cases_alias_named_inserted ON cases_offenderalias;
DROP FUNCTION cases_alias_named();
DROP TRIGGER cases_offender_named_deleted ON cases_offender;
DROP TRIGGER cases_offender_named_updated ON cases_offender;
DROP TRIGGER cases_offender_named_inserted ON cases_offender;
DROP FUNCTION cases_offender_named();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_eligibility_rule_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="OffenderNameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_collation="C", max_length=40)),
                ("word", models.CharField(db_collation="C", max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["key", "word"], name="offender_word_by_key")],
            },
        ),
        migrations.CreateModel(
            name="OffenderNamePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("low", models.CharField(db_collation="C", max_length=40)),
                ("high", models.CharField(db_collation="C", max_length=40)),
                (
                    "alias",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.offenderalias",
                    ),
                ),
                (
                    "offender",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.offender",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["low", "high"], include=("offender",), name="offender_by_two_words"),
                    models.Index(fields=["high", "low"], include=("offender",), name="offender_by_the_other_word"),
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, FUNCTIONS_GONE),
        migrations.RunSQL(TRIGGERS, TRIGGERS_GONE),
    ]
