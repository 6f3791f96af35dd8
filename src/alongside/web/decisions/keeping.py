"""Triggers by which the database itself refuses to change rows that are only ever added.

SQLite forgets triggers when a later migration rebuilds the table: keep the rows again then.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

REFUSED = "kept as it was written"
FUNCTION = f"""CREATE OR REPLACE FUNCTION kept_as_written() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"""


def keep_rows(*tables: str) -> migrations.RunPython:
    """A migration's operation: refuse every UPDATE of these tables from now on."""

    def keep(_apps: Any, schema_editor: Any) -> None:
        postgres = schema_editor.connection.vendor == "postgresql"
        if postgres:
            schema_editor.execute(FUNCTION)
        then = (
            "FOR EACH ROW EXECUTE FUNCTION kept_as_written()"
            if postgres
            else f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
        for table in tables:
            schema_editor.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} {then}")

    def let_go(_apps: Any, schema_editor: Any) -> None:
        on_table = schema_editor.connection.vendor == "postgresql"
        for table in tables:
            tail = f" ON {table}" if on_table else ""
            schema_editor.execute(f"DROP TRIGGER {table}_kept{tail}")

    return migrations.RunPython(keep, let_go)
