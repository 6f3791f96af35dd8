"""Triggers by which the database itself refuses to change rows that are only ever added."""

from __future__ import annotations

from typing import Any

from django.db import migrations

REFUSED = "kept as it was written"
FUNCTION = f"""CREATE OR REPLACE FUNCTION kept_as_written() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"""


def keep_rows(*tables: str, when: str = "") -> migrations.RunPython:
    """A migration's operation: refuse every UPDATE of these tables from now on.

    ``when`` is a condition on ``OLD`` and ``NEW``: an UPDATE of other rows goes through.
    """

    def let_go(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            _drop_trigger(schema_editor, table)

    return migrations.RunPython(_keeping(tables, when), let_go)


def keep_rows_again(*tables: str) -> migrations.RunPython:
    """The same for tables that were kept before: SQLite forgets triggers of a table it rebuilds."""
    return migrations.RunPython(_keeping(tables), migrations.RunPython.noop)


def _keeping(tables: tuple[str, ...], when: str = "") -> Any:
    def keep(_apps: Any, schema_editor: Any) -> None:
        postgres = schema_editor.connection.vendor == "postgresql"
        if postgres:
            schema_editor.execute(FUNCTION)
        then = (
            "EXECUTE FUNCTION kept_as_written()"
            if postgres
            else f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
        which = f"FOR EACH ROW WHEN ({when})" if when else "FOR EACH ROW"
        for table in tables:
            _drop_trigger(schema_editor, table)
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} {which} {then}"
            )

    return keep


def _drop_trigger(schema_editor: Any, table: str) -> None:
    """Allow an UPDATE again, if it was refused."""
    on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_kept{on_table}")
