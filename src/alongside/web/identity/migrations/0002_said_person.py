"""People whom a worker wrote down; the database itself refuses to change what was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.web.keeping import keep_rows


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
        keep_rows("identity_said"),
    ]
