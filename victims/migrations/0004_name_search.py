"""The search index of victims' names, kept by the database itself (decision 0014).

Triggers, because every way of writing must be seen: actions, bulk imports and plain SQL. They only ever insert words, so
a writer waits for nobody; the same word written twice at once stands twice and is found once. The joins are told to walk
the index: planned for a table of three million spellings, a hash join would read all of it for one new name.
"""

import django.db.models.deletion
from django.db import migrations, models

POSTCODE = r"""
CREATE FUNCTION victims_postcode(address text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- The last postcode written in an address, without its space (cases.rules.postcodes).
    SELECT found[1] || found[2]
    FROM regexp_matches(upper(address), '\m([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][A-Z]{2})\M', 'g') WITH ORDINALITY AS m(found, nth)
    ORDER BY nth DESC LIMIT 1
$$;
CREATE INDEX victim_by_postcode ON victims_contactpoint (victims_postcode(value)) WHERE kind = 'post';
"""
POSTCODE_GONE = """
DROP INDEX victim_by_postcode;
DROP FUNCTION victims_postcode(text);
"""
TRIGGERS = """
CREATE FUNCTION victims_victim_named() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM victims_victimnamepair p
        USING (SELECT n.id AS victim_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM removed n OFFSET 0) gone,
              LATERAL unnest(gone.words) AS one(lesser), LATERAL unnest(gone.words) AS other(greater)
        WHERE p.low = lesser AND p.high = greater AND p.victim_id = gone.victim_id;
    ELSIF TG_OP = 'UPDATE' THEN
        DELETE FROM victims_victimnamepair p
        USING (SELECT n.id AS victim_id, cases_name_tokens(n.first_names, n.last_name) AS words
               FROM removed n JOIN written w USING (id)
               WHERE (n.first_names, n.last_name) IS DISTINCT FROM (w.first_names, w.last_name) OFFSET 0) gone,
              LATERAL unnest(gone.words) AS one(lesser), LATERAL unnest(gone.words) AS other(greater)
        WHERE p.low = lesser AND p.high = greater AND p.victim_id = gone.victim_id;
        WITH named AS MATERIALIZED (
            SELECT n.id AS victim_id, cases_name_tokens(n.first_names, n.last_name) AS words
            FROM written n JOIN removed r USING (id)
            WHERE (n.first_names, n.last_name) IS DISTINCT FROM (r.first_names, r.last_name)
        ), paired AS (
            INSERT INTO victims_victimnamepair (low, high, victim_id)
            SELECT low, high, victim_id FROM named, unnest(words) low, unnest(words) high
            WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1)
        )
        INSERT INTO victims_victimnamekey (key, word)
        SELECT key, word FROM (SELECT DISTINCT word FROM named, unnest(words) word OFFSET 0) fresh, cases_name_keys(word) key
        WHERE NOT EXISTS (SELECT 1 FROM victims_victimnamekey k WHERE k.key = fresh.word AND k.word = fresh.word);
    ELSE
        WITH named AS MATERIALIZED (
            SELECT n.id AS victim_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM written n
        ), paired AS (
            INSERT INTO victims_victimnamepair (low, high, victim_id)
            SELECT low, high, victim_id FROM named, unnest(words) low, unnest(words) high
            WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1)
        )
        INSERT INTO victims_victimnamekey (key, word)
        SELECT key, word FROM (SELECT DISTINCT word FROM named, unnest(words) word OFFSET 0) fresh, cases_name_keys(word) key
        WHERE NOT EXISTS (SELECT 1 FROM victims_victimnamekey k WHERE k.key = fresh.word AND k.word = fresh.word);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER victims_victim_named_inserted AFTER INSERT ON victims_victim
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION victims_victim_named();
CREATE TRIGGER victims_victim_named_updated AFTER UPDATE ON victims_victim
    REFERENCING OLD TABLE AS removed NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION victims_victim_named();
CREATE TRIGGER victims_victim_named_deleted AFTER DELETE ON victims_victim
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION victims_victim_named();

CREATE FUNCTION victims_refill_names() RETURNS void LANGUAGE sql AS $$
    DELETE FROM victims_victimnamepair;
    DELETE FROM victims_victimnamekey;
    INSERT INTO victims_victimnamepair (low, high, victim_id)
    SELECT low, high, victim_id
    FROM (SELECT n.id AS victim_id, cases_name_tokens(n.first_names, n.last_name) AS words FROM victims_victim n OFFSET 0) named,
         unnest(words) low, unnest(words) high
    WHERE low COLLATE "C" < high OR (low = high AND cardinality(words) = 1);
    INSERT INTO victims_victimnamekey (key, word)
    SELECT key, word FROM (SELECT low AS word FROM victims_victimnamepair UNION SELECT high FROM victims_victimnamepair) known, cases_name_keys(word) key;
$$;
SELECT victims_refill_names();
"""
TRIGGERS_GONE = """
DROP FUNCTION victims_refill_names();
DROP TRIGGER victims_victim_named_deleted ON victims_victim;
DROP TRIGGER victims_victim_named_updated ON victims_victim;
DROP TRIGGER victims_victim_named_inserted ON victims_victim;
DROP FUNCTION victims_victim_named();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_name_search"),
        ("victims", "0003_chase_settings_and_prompts"),
    ]

    operations = [
        migrations.CreateModel(
            name="VictimNameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_collation="C", max_length=40)),
                ("word", models.CharField(db_collation="C", max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="VictimNamePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("low", models.CharField(db_collation="C", max_length=40)),
                ("high", models.CharField(db_collation="C", max_length=40)),
            ],
        ),
        migrations.AddIndex(
            model_name="victim",
            index=models.Index(fields=["date_of_birth"], name="victim_by_birth"),
        ),
        migrations.AddIndex(
            model_name="victimnamekey",
            index=models.Index(fields=["key", "word"], name="victim_word_by_key"),
        ),
        migrations.AddField(
            model_name="victimnamepair",
            name="victim",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="victims.victim",
            ),
        ),
        migrations.AddIndex(
            model_name="victimnamepair",
            index=models.Index(fields=["low", "high"], include=("victim",), name="victim_by_two_words"),
        ),
        migrations.AddIndex(
            model_name="victimnamepair",
            index=models.Index(fields=["high", "low"], include=("victim",), name="victim_by_the_other_word"),
        ),
        migrations.RunSQL(POSTCODE, POSTCODE_GONE),
        migrations.RunSQL(TRIGGERS, TRIGGERS_GONE),
    ]
