"""The database itself refuses to change a version of a form, a saved change, or a finished form.

SQLite forgets triggers when a later migration rebuilds the table: run ``keep`` again then.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

# table: which of its rows an UPDATE may not touch
TABLES = {
    "assessments_form_version": "",
    "assessments_change": "",
    "assessments_filled": "WHEN (OLD.state <> 'draft' AND OLD.answers <> NEW.answers)",
}
REFUSED = "kept as it was written"
FUNCTION = f"""CREATE OR REPLACE FUNCTION assessments_kept() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Refuse every UPDATE of what is kept."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(FUNCTION)
    then = (
        "EXECUTE FUNCTION assessments_kept()"
        if postgres
        else f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
    for table, which in TABLES.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW {which} {then}"
        )


def let_go(apps: Any, schema_editor: Any) -> None:
    """Allow it again."""
    on_table = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_kept" + (f" ON {table}" if on_table else ""))


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
    ]

    operations = [migrations.RunPython(keep, let_go)]
