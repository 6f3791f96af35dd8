"""The database itself refuses to change a version of a form, a saved change, or a finished form."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [
        keep_rows("assessments_form_version", "assessments_change"),
        keep_rows("assessments_filled", when="OLD.state <> 'draft' AND OLD.answers <> NEW.answers"),
    ]
