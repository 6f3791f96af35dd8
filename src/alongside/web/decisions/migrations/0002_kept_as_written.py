"""The database itself refuses to change what somebody signed."""

from django.db import migrations

from alongside.web.keeping import keep_rows


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [
        keep_rows(
            "decisions_point",
            "decisions_judgement",
            "decisions_advice_shown",
            "decisions_decision",
            "decisions_withdrawal",
            "decisions_no_advice",
        )
    ]
