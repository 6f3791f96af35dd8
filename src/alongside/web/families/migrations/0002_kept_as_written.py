"""The database itself refuses to change what somebody said about a family."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("families", "0001_initial")]

    operations = [keep_rows("families_relationship", "families_relationship_end")]
