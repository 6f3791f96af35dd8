"""People whom a worker wrote down; the database itself refuses to change what was said."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = "identity_said"
REFUSED = "kept as it was written"
FUNCTION = f"""CREATE OR REPLACE FUNCTION identity_kept() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSED}'; END $$ LANGUAGE plpgsql"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Refuse every UPDATE of the table."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(FUNCTION)
    then = (
        "FOR EACH ROW EXECUTE FUNCTION identity_kept()"
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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SaidPersonRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_name", models.CharField(blank=True, max_length=320)),
                ("family_name", models.CharField(blank=True, max_length=320)),
                ("birth_on", models.DateField(null=True)),
                ("birth_precision", models.CharField(default="day", max_length=8)),
                ("expected_on", models.DateField(null=True)),
                ("sex", models.CharField(blank=True, max_length=10)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("language", models.CharField(blank=True, max_length=40)),
                ("sensitivity", models.PositiveSmallIntegerField(default=2)),
                ("purposes", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="identity.personrow",
                    ),
                ),
            ],
            options={
                "db_table": "identity_said",
                "indexes": [models.Index(fields=["person", "-id"], name="said_by_person")],
            },
        ),
        migrations.RunPython(keep, let_go),
    ]
