"""The database itself refuses to change who was said to have reported."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLE = "referrals_reporter"
REFUSED = "kept as it was written"
FUNCTION = f"""CREATE OR REPLACE FUNCTION referrals_kept() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Refuse every UPDATE of the table."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(FUNCTION)
    then = (
        "FOR EACH ROW EXECUTE FUNCTION referrals_kept()"
        if postgres
        else f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} {then}")


def let_go(apps: Any, schema_editor: Any) -> None:
    """Allow it again."""
    on_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {TABLE}_kept{on_table}")


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_initial"),
    ]

    operations = [migrations.RunPython(keep, let_go)]
