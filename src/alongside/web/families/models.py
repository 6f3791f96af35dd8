"""What people said about who is who to whom. Rows are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.web.cases.models import new_key
from alongside.web.identity.models import PersonRow
from alongside.web.kept import KeptRow

WORDS = 500


class RelationshipRow(KeptRow):
    """``one`` is, or was, to ``other`` what ``kind`` says, from when until when (half-open).

    ``told_by`` is who said so to the worker who wrote it down. The two people are those of the day
    of writing; whom it is about today is kept with all facts.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    one = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    told_by = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=WORDS, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "families_relationship"


class RelationshipEndRow(KeptRow):
    """That a relationship ended (``ended_on``), or that it was never so (withdrawn)."""

    relationship = models.OneToOneField(
        RelationshipRow, on_delete=models.PROTECT, related_name="ending"
    )
    ended_on = models.DateField(null=True)  # None: withdrawn, it was wrong
    reason = models.CharField(max_length=WORDS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "families_relationship_end"
