"""What somebody says is wrong, and the answer that is owed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.web.identity.models import PersonRow


class Contest(models.Model):
    """*This is wrong*, about one record, event or link. Kept as it was said; answered by name.

    It is no more open than the thing it is about: ``sensitivity`` and ``purposes`` are the thing's.
    """

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="contests")
    about_kind = models.CharField(max_length=12)  # record, event, link
    about_id = models.CharField(max_length=300)
    about_says = models.CharField(max_length=300)  # how the page named it
    sensitivity = models.PositiveSmallIntegerField(default=3)
    purposes = models.JSONField(default=list)
    said = models.TextField(max_length=4000)
    said_by_client = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
