"""The database itself refuses to change a step that was taken."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [keep_rows("cases_step")]
