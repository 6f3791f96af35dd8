"""The database itself refuses to change who was said to have reported."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [keep_rows("referrals_reporter")]
