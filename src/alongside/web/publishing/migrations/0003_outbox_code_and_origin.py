from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_faults"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxrow",
            name="code",
            field=models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="origin",
            field=models.CharField(default="worker", max_length=12),
        ),
    ]
