"""Whom each thing that a worker wrote is about; kept apart from the things, so that it can move."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.web.cases.models import CaseRow
from alongside.web.identity.models import PersonRow


class AboutRow(models.Model):
    """One fact is about one person. Rows are closed, never changed otherwise.

    ``to_assign`` marks a fact whose person was parted into two since: it is shown on neither
    person's page until a worker says whose it is.
    """

    fact_kind = models.CharField(max_length=20)  # note, form, plan, placement, report, part ...
    fact_id = models.CharField(max_length=40)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="facts")
    # under whom it was written: what it says of her, it says of whoever it was assigned to since
    written_with = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    to_assign = models.BooleanField(default=False)
    among = models.JSONField(default=list)  # ids of those it may be about, while it waits
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "facts_about"
        indexes: ClassVar = [
            models.Index(fields=["person", "fact_kind"], name="fact_by_person"),
            models.Index(fields=["fact_kind", "fact_id"], name="fact_by_fact"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fact_kind", "fact_id", "person"],
                condition=models.Q(until_at__isnull=True),
                name="one_fact_a_person",
            )
        ]
