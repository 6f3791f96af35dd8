"""Reasons that were ticked and the response time of a decision, kept as they were signed."""

from django.db import migrations, models

from alongside.web.keeping import keep_rows_again


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
        keep_rows_again("decisions_decision"),  # SQLite rebuilt its table
    ]
