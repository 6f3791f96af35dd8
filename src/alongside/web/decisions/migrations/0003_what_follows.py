"""Reasons that were ticked and the response time of a decision, kept as they were signed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import migrations, models

TABLE = "decisions_decision"
kept = import_module("alongside.web.decisions.migrations.0002_kept_as_written")


def keep_again(apps: Any, schema_editor: Any) -> None:
    """SQLite forgot the trigger when it rebuilt the table."""
    postgres = schema_editor.connection.vendor == "postgresql"
    then = (
        "FOR EACH ROW EXECUTE FUNCTION decisions_kept()"
        if postgres
        else f"BEGIN SELECT RAISE(ABORT, '{kept.REFUSED}'); END"
    )
    on_table = f" ON {TABLE}" if postgres else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_kept{on_table}")
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} {then}")


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0002_kept_as_written"),
    ]

    operations = [
        migrations.AddField("decisionrow", "ticked", models.JSONField(default=list)),
        migrations.AddField(
            "decisionrow",
            "within",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "decisionrow",
            "within_says",
            models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField("decisionrow", "respond_by", models.DateTimeField(null=True)),
        migrations.RunPython(keep_again, migrations.RunPython.noop),
    ]
