"""What somebody last chose to see on her worklist, and the secret address of her calendar."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class ChoiceRow(models.Model):
    """The filters of the worklist, as its reader left them."""

    worker = models.OneToOneField(USER, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    case = models.CharField(max_length=40, blank=True)  # its key

    class Meta:
        db_table = "today_choice"


class FeedRow(models.Model):
    """A calendar that a worker's phone may fetch. Of its secret address only a digest is kept."""

    worker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # revoked, or another took its place

    class Meta:
        db_table = "today_feed"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker"],
                condition=models.Q(ended_at__isnull=True),
                name="one_calendar_a_worker",
            )
        ]
