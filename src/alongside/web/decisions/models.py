"""What waits for a decision, and all that people said about it. Rows are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.governance import AdviceUse
from alongside.web.identity.models import PersonRow
from alongside.web.kept import KeptRow

NAME = 40  # letters of a name in the agency folder
REASON = 4000


class PointRow(KeptRow):
    """A decision point about which somebody did something; ``(kind, source, source_key)``.

    It is no more open than the event that opened it: ``sensitivity`` and ``purposes`` are the
    event's, so that work goes on while the joined records cannot be read.
    """

    kind = models.CharField(max_length=NAME)
    source = models.CharField(max_length=NAME)
    source_key = models.CharField(max_length=250)
    record_id = models.CharField(max_length=250)
    opened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    sensitivity = models.PositiveSmallIntegerField(default=3)
    purposes = models.JSONField(default=list)

    class Meta:
        db_table = "decisions_point"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "source", "source_key"], name="one_row_a_point")
        ]


class JudgementRow(KeptRow):
    """What a worker thought by herself, before any advice.

    ``person`` and ``records`` are who it was about and what was joined then: when that changes,
    she judges again.
    """

    point = models.ForeignKey(PointRow, on_delete=models.PROTECT, related_name="judgements")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    records = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    band = models.CharField(max_length=200)
    reason = models.TextField(max_length=REASON)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_judgement"
        indexes: ClassVar = [models.Index(fields=["point", "by"], name="judgement_by_point")]


class AdviceShownRow(KeptRow):
    """That a worker opened advice, from which model: never what it said.

    Nobody carries a standing estimate; the bytes of model and records give the same one again.
    """

    point = models.ForeignKey(PointRow, on_delete=models.PROTECT, related_name="shown")
    judgement = models.ForeignKey(JudgementRow, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    model_name = models.CharField(max_length=60)
    model_version = models.PositiveIntegerField()
    as_of_on = models.DateField()
    generation_id = models.UUIDField()
    abstained = models.BooleanField()
    channel = models.CharField(max_length=12)

    class Meta:
        db_table = "decisions_advice_shown"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judgement", "model_name", "model_version"], name="shown_once_a_model"
            )
        ]


class DecisionRow(KeptRow):
    """What a named worker decided, and why. ``number`` is 2 after a withdrawal, then 3."""

    point = models.ForeignKey(PointRow, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="+")
    judgement = models.ForeignKey(JudgementRow, on_delete=models.PROTECT, related_name="+")
    shown = models.ForeignKey(AdviceShownRow, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=NAME)
    choice_says = models.CharField(max_length=300)  # as the page named it
    reason = models.TextField(max_length=REASON, blank=True)
    advice = models.CharField(max_length=16, choices=[(one.value, one.value) for one in AdviceUse])
    supports = models.JSONField(default=list)  # "circumstance:support" taken into a draft
    ticked = models.JSONField(default=list)  # {"name", "says"} of each reason that was ticked
    within = models.CharField(max_length=NAME, blank=True)  # the response time, by its name
    within_says = models.CharField(max_length=300, blank=True)
    respond_by = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_decision"
        indexes: ClassVar = [models.Index(fields=["-at"], name="made_by_time")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["point", "number"], name="one_decision_a_point")
        ]


class WithdrawalRow(KeptRow):
    """That who decided took it back the same day, or a second look sent it back; it waits again."""

    decision = models.OneToOneField(
        DecisionRow, on_delete=models.PROTECT, related_name="withdrawal"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_withdrawal"


class NoAdviceRow(KeptRow):
    """Whether advice about a person is wanted; the newest row holds."""

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="no_advice")
    unwanted = models.BooleanField()  # False: a later word that it is wanted again
    said_by_client = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_no_advice"
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="no_advice_by_person")]
