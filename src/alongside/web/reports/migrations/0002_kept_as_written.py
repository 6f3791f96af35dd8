"""What was signed stays as it was signed."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [keep_rows("reports_signed")]
