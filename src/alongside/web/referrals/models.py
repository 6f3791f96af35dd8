"""A referral, whom it is about, who reported it, and the second look at a screening out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from alongside.governance.casework import ReferralState
from alongside.web.cases.models import CaseRow, casework_purposes
from alongside.web.decisions.models import DecisionRow, PointRow
from alongside.web.identity.models import PersonRow
from alongside.web.kept import KeptRow

TEXT = 4000
STORY = 20_000
USER = settings.AUTH_USER_MODEL


def new_key() -> Any:
    """A key for an address: unguessable, in order of time."""
    return uuid7()


class ReferralRow(models.Model):
    """Somebody asked us to look. What was said stays as it was taken down.

    ``taken_by`` is empty for one that came from a source: its decision made this row.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    state = models.CharField(max_length=12, default=ReferralState.RECEIVED.value)
    team = models.CharField(max_length=80, blank=True)
    point = models.OneToOneField(PointRow, on_delete=models.PROTECT, related_name="referral")
    title = models.CharField(max_length=160)  # the names of those it is about
    said = models.TextField(max_length=STORY, blank=True)  # in the reporter's words
    happened_on = models.DateField(null=True)
    happened_says = models.CharField(max_length=200, blank=True)  # "since the summer"
    came_in = models.CharField(max_length=12, blank=True)
    safety = models.TextField(max_length=TEXT, blank=True)  # of a worker who visits
    sensitivity = models.PositiveSmallIntegerField(default=2)
    purposes = models.JSONField(default=casework_purposes)
    taken_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    state_since = models.DateTimeField()
    respond_by = models.DateTimeField(null=True)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT, related_name="referrals")
    began_case = models.BooleanField(default=False)  # the case was opened for it

    class Meta:
        db_table = "referrals_referral"
        indexes: ClassVar = [
            models.Index(fields=["team", "state"], name="referral_by_team"),
            models.Index(fields=["taken_by", "state"], name="referral_by_taker"),
        ]


class ReferralPersonRow(models.Model):
    """Somebody whom a referral is about."""

    referral = models.ForeignKey(ReferralRow, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)  # child, parent, carer, sibling, partner, other
    in_focus = models.BooleanField(default=False)

    class Meta:
        db_table = "referrals_person"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "person"], name="once_in_a_referral")
        ]


class ReporterRow(KeptRow):
    """Who reported. Apart from all else: never in a timeline, a search, a report or an export."""

    referral = models.OneToOneField(ReferralRow, on_delete=models.PROTECT, related_name="reporter")
    name = models.CharField(max_length=320, blank=True)
    relation = models.CharField(max_length=200, blank=True)  # "a teacher", "the grandmother"
    contact = models.CharField(max_length=300, blank=True)
    wants_no_name = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "referrals_reporter"


class SecondLookRow(models.Model):
    """A decision that nobody visits, and a colleague who looks again."""

    referral = models.ForeignKey(ReferralRow, on_delete=models.PROTECT, related_name="looks")
    decision = models.OneToOneField(DecisionRow, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    reason = models.TextField(max_length=TEXT, blank=True)

    class Meta:
        db_table = "referrals_second_look"
