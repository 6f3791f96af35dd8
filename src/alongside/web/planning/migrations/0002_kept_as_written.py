"""The database itself refuses to change what somebody signed, found or said in supervision."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]

    operations = [keep_rows("planning_signature", "planning_progress", "planning_supervision")]
