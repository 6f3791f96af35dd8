"""A case, who is part of it, who works on it, and every step that was taken."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from alongside.governance.casework import AssignmentState, CaseState
from alongside.web.decisions.kept import KeptRow
from alongside.web.decisions.models import PointRow
from alongside.web.identity.models import PersonRow

TEXT = 4000
USER = settings.AUTH_USER_MODEL
CASEWORK = ("casework", "supervision")


def casework_purposes() -> list[str]:
    """What case work may be read for, unless somebody says otherwise."""
    return list(CASEWORK)


def new_key() -> Any:
    """A key for an address: unguessable, in order of time."""
    return uuid7()


class CaseRow(models.Model):
    """One piece of work with one family, from the referral that opened it to its closure.

    ``worker`` is who leads it now, kept beside the assignments so that lists need no join.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    title = models.CharField(max_length=160)  # as colleagues call it
    state = models.CharField(max_length=12, default=CaseState.TO_ALLOCATE.value)
    team = models.CharField(max_length=80)
    worker = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(PointRow, null=True, on_delete=models.PROTECT, related_name="cases")
    sensitivity = models.PositiveSmallIntegerField(default=2)
    purposes = models.JSONField(default=casework_purposes)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)  # a name of the agency's outcomes

    class Meta:
        db_table = "cases_case"
        indexes: ClassVar = [
            models.Index(fields=["worker", "state"], name="case_by_worker"),
            models.Index(fields=["team", "state", "worker"], name="case_by_team"),
        ]


class CasePersonRow(models.Model):
    """A person's part in a case, from when until when."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="case_parts")
    part = models.CharField(max_length=20)  # child, parent, carer, sibling, partner, other
    in_focus = models.BooleanField(default=False)  # the work is about this person
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cases_person"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(until_at__isnull=True),
                name="one_part_a_person",
            )
        ]


class AssignmentRow(models.Model):
    """A case that was offered to a worker, and what she said."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="assignments")
    team = models.CharField(max_length=80)
    leads = models.BooleanField(default=True)  # or works beside who leads
    state = models.CharField(max_length=12, default=AssignmentState.OFFERED.value)
    offered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    handover = models.TextField(max_length=TEXT, blank=True)  # what the next worker must know
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # why not, or why it ended
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_assignment"
        indexes: ClassVar = [models.Index(fields=["worker", "state"], name="assignment_by_worker")]


class StepRow(KeptRow):
    """One step of a case, as it was taken: who, what, when it happened, when it was written.

    ``about`` names what the step made, as ``note:17``; ``reason`` is never copied to a timeline.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    people = models.JSONField(default=list)
    state = models.CharField(max_length=12)  # of the case after it
    reason = models.TextField(max_length=TEXT, blank=True)
    about = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "cases_step"
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="step_by_case")]
