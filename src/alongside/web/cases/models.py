"""A case, who is part of it, who works on it, and every step that was taken."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from alongside.governance.casework import AssignmentState, CaseState, ClosingState
from alongside.web.decisions.models import PointRow
from alongside.web.identity.models import PersonRow
from alongside.web.kept import KeptRow

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
            models.Index(fields=["team", "-opened_at"], name="case_by_team_newest"),
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
    """A case that was offered to a worker, and what she said.

    Without a worker it is offered to a team, whose supervisor gives it to one; that is a second
    row, and this one ends when somebody says yes.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    team = models.CharField(max_length=80)
    leads = models.BooleanField(default=True)  # or works beside who leads it
    state = models.CharField(max_length=12, default=AssignmentState.OFFERED.value)
    offered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    handover = models.TextField(max_length=TEXT, blank=True)  # what the next worker must know
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # why not, or why it ended
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_assignment"
        indexes: ClassVar = [
            models.Index(fields=["worker", "state"], name="assignment_by_worker"),
            models.Index(
                fields=["team"],
                condition=models.Q(state="offered", worker__isnull=True),
                name="assignment_asks_team",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="offered", leads=True, worker__isnull=False),
                name="one_is_asked_to_lead",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="offered", worker__isnull=True),
                name="one_team_is_asked",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="accepted", leads=True),
                name="one_leads",
            ),
            models.UniqueConstraint(
                fields=["case", "worker"],
                condition=models.Q(state__in=("offered", "accepted"), leads=False),
                name="once_beside",
            ),
        ]


class ClosingRow(models.Model):
    """A closure that was asked for: with which outcome, why, and what a supervisor said."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="closings")
    team = models.CharField(max_length=80)
    outcome = models.CharField(max_length=40)  # a name of the agency's outcomes
    reason = models.TextField(max_length=TEXT)
    state = models.CharField(max_length=12, default=ClosingState.ASKED.value)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)  # why it was sent back

    class Meta:
        db_table = "cases_closing"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="asked"), name="one_closure_is_asked"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["team"], condition=models.Q(state="asked"), name="closing_by_team")
        ]


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
    sensitivity = models.PositiveSmallIntegerField(default=0)  # of what it is about

    class Meta:
        db_table = "cases_step"
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="step_by_case")]
