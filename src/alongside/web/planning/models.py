"""Plans and what stands in them, where children live, meetings, supervision.

Every date that somebody has to keep is one kind of row, :class:`ActionRow`, wherever it was agreed.
Whom a plan, a stay or a meeting is about stands in :mod:`alongside.web.facts`, so that it can move.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from alongside.governance.casework import MeetingState, PlacementState, PlanState
from alongside.web.cases.models import CaseRow
from alongside.web.identity.models import PersonRow
from alongside.web.kept import KeptRow

TEXT = 4000
LINE = 500  # letters of one line: what somebody does
NAME = 320  # a name as long as a record may hold
USER = settings.AUTH_USER_MODEL


def new_key() -> Any:
    """A key for an address: unguessable, in order of time."""
    return uuid7()


class PlanRow(models.Model):
    """A safety plan or a case plan, one version. ``replaces`` is the version before it.

    ``revision`` counts what was written while it was a draft; a signature names the revision that
    it was given to.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=8)  # safety or case
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, default=PlanState.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    worry = models.TextField(max_length=TEXT, blank=True)  # of a safety plan
    worry_source = models.CharField(max_length=80, blank=True)  # form:17, where it was taken over
    otherwise = models.TextField(max_length=TEXT, blank=True)  # what happens if it does not work
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=LINE, blank=True)

    class Meta:
        db_table = "planning_plan"
        indexes: ClassVar = [models.Index(fields=["case", "kind", "state"], name="plan_by_case")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind", "state"],
                condition=models.Q(state__in=["draft", "in_force"]),
                name="one_plan_in_force",
            )
        ]


class GoalRow(models.Model):
    """A goal of a case plan, in somebody's own words. ``lineage`` is the same in later versions."""

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    lineage = models.UUIDField(default=new_key)
    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=TEXT)
    said_by = models.CharField(max_length=NAME, blank=True)
    said_on = models.DateField(null=True)
    why = models.TextField(max_length=TEXT, blank=True)
    know = models.TextField(max_length=TEXT, blank=True)  # how we will know
    supports = models.JSONField(default=list)  # circumstance:support of the guideline
    services = models.CharField(max_length=LINE, blank=True)  # others, in words
    reached_on = models.DateField(null=True)

    class Meta:
        db_table = "planning_goal"


class SignatureRow(KeptRow):
    """That somebody agreed to a plan, or did not and what they say."""

    plan = models.ForeignKey(PlanRow, on_delete=models.PROTECT, related_name="signatures")
    revision = models.PositiveIntegerField()
    name = models.CharField(max_length=NAME)  # as typed
    person = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    says = models.TextField(max_length=TEXT, blank=True)
    how = models.CharField(max_length=12)  # in_person or by_phone
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "planning_signature"


class PlacementRow(models.Model):
    """Where a child lives, from when until when (half-open). The child is in the facts."""

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=12, default=PlacementState.PLANNED.value)
    kind = models.CharField(max_length=40)  # a name of the agency's kinds
    where = models.CharField(max_length=LINE, blank=True)
    where_protected = models.BooleanField(default=False)
    carer = models.CharField(max_length=NAME, blank=True)
    short_stay = models.BooleanField(default=False)  # may lie within another stay
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.TextField(max_length=TEXT, blank=True)
    ended_reason = models.CharField(max_length=LINE, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "planning_placement"
        indexes: ClassVar = [models.Index(fields=["case", "from_on"], name="placement_by_case")]


class MeetingRow(models.Model):
    """A review, a conference, a hearing: planned, then held or not."""

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default=MeetingState.PLANNED.value)
    plan = models.ForeignKey(PlanRow, null=True, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    planned_time = models.TimeField(null=True)
    place = models.CharField(max_length=LINE, blank=True)
    held_at = models.DateTimeField(null=True)
    there = models.JSONField(default=list)  # names
    child_said = models.TextField(max_length=TEXT, blank=True)
    family_said = models.TextField(max_length=TEXT, blank=True)
    talked = models.TextField(max_length=TEXT, blank=True)
    reason = models.CharField(max_length=LINE, blank=True)  # why missed or cancelled
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "planning_meeting"
        indexes: ClassVar = [
            models.Index(fields=["case", "state", "planned_on"], name="meeting_by_case")
        ]


class ProgressRow(KeptRow):
    """How it went for one goal, as a meeting found."""

    meeting = models.ForeignKey(MeetingRow, on_delete=models.PROTECT, related_name="progress")
    goal = models.ForeignKey(GoalRow, on_delete=models.PROTECT, related_name="progress")
    how = models.CharField(max_length=12)
    says = models.TextField(max_length=TEXT, blank=True)

    class Meta:
        db_table = "planning_progress"


class SupervisionRow(KeptRow):
    """A worker and her supervisor talked: about a case, or in general (no case)."""

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    talked = models.TextField(max_length=TEXT)
    how_is = models.TextField(max_length=TEXT, blank=True)  # how the worker is
    next_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "planning_supervision"
        indexes: ClassVar = [
            models.Index(fields=["worker", "-held_at"], name="supervision_by_worker"),
            models.Index(fields=["case", "-held_at"], name="supervision_by_case"),
        ]


class ActionRow(models.Model):
    """Who does what by when; agreed in a plan, at a meeting or in supervision.

    ``by_lead``: whoever leads the case does it, so it goes along when the case is handed over.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    lineage = models.UUIDField(default=new_key)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT, related_name="actions")
    plan = models.ForeignKey(PlanRow, null=True, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(GoalRow, null=True, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(
        MeetingRow, null=True, on_delete=models.PROTECT, related_name="actions"
    )
    supervision = models.ForeignKey(
        SupervisionRow, null=True, on_delete=models.PROTECT, related_name="actions"
    )
    position = models.PositiveSmallIntegerField(default=0)
    who = models.CharField(max_length=NAME)
    worker = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    by_lead = models.BooleanField(default=False)
    what = models.CharField(max_length=LINE)
    often = models.CharField(max_length=120, blank=True)  # "each evening", where no day is meant
    by_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "planning_action"
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "by_on"],
                condition=models.Q(done_on__isnull=True),
                name="action_by_worker",
            ),
            models.Index(
                fields=["case", "by_on"],
                condition=models.Q(done_on__isnull=True),
                name="action_by_case",
            ),
        ]
