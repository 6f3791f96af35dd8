"""Clocks that run for a case, kept so that a worklist can ask for what is due."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.web.cases.models import CaseRow


class ClockRow(models.Model):
    """One round of one rule of the jurisdiction for one case. Recounted after every step.

    ``due_at`` is the last instant at which it is still in time. ``worker`` and ``team`` repeat the
    case's, so that a worklist reads one table.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="clocks")
    rule = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)  # of a rule that comes again
    started_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.CharField(max_length=80)

    class Meta:
        db_table = "clocks_clock"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "rule", "round"], name="one_clock_a_round")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "due_at"],
                condition=models.Q(stopped_at__isnull=True),
                name="clock_by_worker",
            ),
            models.Index(
                fields=["team", "due_at"],
                condition=models.Q(stopped_at__isnull=True),
                name="clock_by_team",
            ),
        ]
