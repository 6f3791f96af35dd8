"""The database itself refuses to change what somebody said about a family."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLES = ("families_relationship", "families_relationship_end")
REFUSED = "kept as it was written"
FUNCTION = f"""CREATE OR REPLACE FUNCTION families_kept() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Refuse every UPDATE of these tables."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(FUNCTION)
    then = (
        "FOR EACH ROW EXECUTE FUNCTION families_kept()"
        if postgres
        else f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
    for table in TABLES:
        schema_editor.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} {then}")


def let_go(apps: Any, schema_editor: Any) -> None:
    """Allow it again."""
    on_table = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_kept" + (f" ON {table}" if on_table else ""))


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0001_initial"),
    ]

    operations = [migrations.RunPython(keep, let_go)]
