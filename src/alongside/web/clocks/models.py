"""Clocks that run for a case, kept so that a worklist can ask for what is due."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.web.cases.models import CaseRow
from alongside.web.identity.models import PersonRow


class ClockRow(models.Model):
    """One round of one rule of the jurisdiction for one case. Recounted after every step.

    ``due_at`` is the last instant at which it is still in time, or, while it is paused, would be if
    it went on at once. ``worker`` and ``team`` repeat the case's, so that a worklist reads one
    table. ``person`` is whose clock it is, of a rule that runs for each person by herself.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="clocks")
    rule = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)  # of a rule that comes again
    person = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveSmallIntegerField()  # how long this round takes, in ``unit``
    unit = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=40)  # the kind of step
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=40, blank=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.CharField(max_length=80)

    class Meta:
        db_table = "clocks_clock"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "rule", "round"],
                condition=models.Q(person__isnull=True),
                name="one_clock_a_round",
            ),
            models.UniqueConstraint(
                fields=["case", "rule", "round", "person"], name="one_clock_a_round_and_person"
            ),
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


class RulesRow(models.Model):
    """By which rules and working days the clocks were last counted as a whole. One row."""

    fingerprint = models.CharField(max_length=64)
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "clocks_rules"
