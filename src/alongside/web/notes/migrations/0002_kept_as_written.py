"""The database itself refuses to change a kept note or a document."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]

    operations = [
        keep_rows("notes_note", when="OLD.state = 'kept'"),
        keep_rows("notes_document", "notes_withdrawn"),
    ]
