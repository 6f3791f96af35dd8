"""A visit, and which children were seen at it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.governance.casework import MeetingState
from alongside.web.cases.models import CaseRow, new_key
from alongside.web.identity.models import PersonRow

USER = settings.AUTH_USER_MODEL
WHERE = 200
AIM = 300
REASON = 500


class VisitRow(models.Model):
    """Somebody goes to see a family: planned from–until, then made, missed or called off.

    ``people`` is whom the planner named; whom it is about today is in ``facts``.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="visits")
    worker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")  # who goes
    state = models.CharField(max_length=10, default=MeetingState.PLANNED.value)
    people = models.JSONField(default=list)
    from_at = models.DateTimeField()  # as planned; as it was, once it was made
    until_at = models.DateTimeField()
    where = models.CharField(max_length=WHERE, blank=True)
    aim = models.CharField(max_length=AIM, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # when it was written down how it went
    reason = models.CharField(max_length=REASON, blank=True)  # why it did not happen

    class Meta:
        db_table = "visits_visit"
        indexes: ClassVar = [
            models.Index(fields=["worker", "state", "from_at"], name="visit_to_make"),
            models.Index(fields=["case", "-from_at"], name="visit_by_case"),
        ]


class SeenRow(models.Model):
    """A child who was seen, and whether alone: the worker heard her without anybody beside her."""

    visit = models.ForeignKey(VisitRow, on_delete=models.PROTECT, related_name="seen")
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    alone = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        db_table = "visits_seen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "person"], name="seen_once_a_visit")
        ]
        indexes: ClassVar = [models.Index(fields=["case", "person", "-at"], name="seen_by_case")]
