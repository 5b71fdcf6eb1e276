"""The server's identifier is read once for a session: reading its control file for each entry cost more than the entry."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

FUNCTION = """
CREATE FUNCTION accounts_cluster() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT system_identifier FROM pg_control_system()'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_youth_offending_teams"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION accounts_cluster()"),
        pgtrigger.migrations.RemoveTrigger(
            model_name="auditentry",
            name="hash_row",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="hash_row",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    NEW.cluster = accounts_cluster();\n                    NEW.transaction_number = pg_current_xact_id()::text::bigint;\n                    NEW.row_hash = encode(sha256(convert_to(jsonb_build_array(\n    NEW.id, extract(epoch from NEW.at), NEW.actor_id, NEW.actor_label, NEW.verb, NEW.subject_type,\n    NEW.subject_ref, NEW.region, NEW.facts, NEW.cluster, NEW.transaction_number\n)::text, 'UTF8')), 'hex');\n                    RETURN NEW;\n                ",
                    hash="1faa731d98c7a6c0ab72f58d56edeaa6d4ae564f",
                    operation="INSERT",
                    pgid="pgtrigger_hash_row_9e254",
                    table="accounts_auditentry",
                    when="BEFORE",
                ),
            ),
        ),
    ]
