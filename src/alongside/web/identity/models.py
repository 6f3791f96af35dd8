"""The identity ledger: who is who, who said so, and what is still a question."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.governance import ProposalState
from alongside.web.kept import KeptRow


class PersonRow(models.Model):
    """A person's id. ``merged_into`` makes it a tombstone that redirects."""

    id = models.UUIDField(primary_key=True)
    minted_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="tombstones"
    )

    class Meta:
        db_table = "identity_person"


class MembershipRow(models.Model):
    """Whose a record is, from when until when. Rows are closed, never changed otherwise."""

    record_id = models.CharField(max_length=250)  # source:source_key
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="memberships")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField()  # since when the tie could be known
    by = models.CharField(max_length=64)  # "linkage", or a worker's id
    reason = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(default=dict)

    class Meta:
        db_table = "identity_membership"
        indexes = [models.Index(fields=["record_id"], name="membership_by_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["record_id"],
                condition=models.Q(until_at__isnull=True),
                name="one_person_a_record",
            )
        ]


class DecisionRow(models.Model):
    """A worker's answer about who is who, with all that is needed to take it back exactly.

    ``moves`` lists ``{"record", "was", "now"}``: the membership that was closed and the one opened.
    """

    id = models.UUIDField(primary_key=True)
    answer = models.CharField(max_length=12)  # join, confirm, keep_apart, split
    proposal = models.ForeignKey(
        "ProposalRow", null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    people = models.JSONField(default=list)  # ids that the answer touched
    moves = models.JSONField(default=list)
    retired = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    minted = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "identity_decision"
        indexes = [models.Index(fields=["-at"], name="decision_by_time")]


class JudgementRow(models.Model):
    """A person's word that two records are, or are not, the same human being."""

    left_record = models.CharField(max_length=250)
    right_record = models.CharField(max_length=250)
    same = models.BooleanField()
    decision = models.ForeignKey(
        DecisionRow, null=True, on_delete=models.PROTECT, related_name="judgements"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "identity_judgement"
        indexes = [models.Index(fields=["left_record", "right_record"], name="judgement_by_pair")]


class ProposalRow(models.Model):
    """A question that the machine may not answer: the same person, or two?"""

    kind = models.CharField(max_length=8)  # pair, merge, split
    left_record = models.CharField(max_length=250)
    right_record = models.CharField(max_length=250)
    probability = models.FloatField()
    weight = models.FloatField()
    agreements = models.JSONField(default=list)
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in ProposalState],
        default=ProposalState.OPEN.value,
    )
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "identity_proposal"
        indexes = [models.Index(fields=["state", "-probability"], name="proposal_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["left_record", "right_record"], name="one_question_a_pair"
            )
        ]


SEALED_BY_SOURCE = "source"


class SealRow(models.Model):
    """A life that only named people may see."""

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="seals")
    by = models.CharField(max_length=64)  # a worker's id, or "source"
    reason = models.CharField(max_length=500)
    sealed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    named = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="sealed_people")

    class Meta:
        db_table = "identity_seal"


class NameRow(models.Model):
    """What a person can be found by. Published with each generation, readable without it."""

    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="names")
    given_name = models.CharField(max_length=320, blank=True)
    family_name = models.CharField(max_length=320, blank=True)
    birth_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)
    sensitivity = models.PositiveSmallIntegerField(default=1)
    purposes = models.CharField(max_length=250, blank=True)  # names, between commas

    class Meta:
        db_table = "identity_name"


class NameKeyRow(models.Model):
    """A key of the search index: a sound, a beginning, a birth date."""

    name = models.ForeignKey(NameRow, on_delete=models.CASCADE, related_name="keys")
    key = models.BigIntegerField()  # a hash of the text, see timeline.search

    class Meta:
        db_table = "identity_name_key"
        indexes = [models.Index(fields=["key", "name"], name="name_by_key")]


class SaidPersonRow(KeptRow):
    """What a worker wrote down of somebody who is in no source; the newest row of a person holds.

    Each row is a version of the record ``alongside:<person id>``, which every refresh writes anew.
    """

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="said")
    given_name = models.CharField(max_length=320, blank=True)
    family_name = models.CharField(max_length=320, blank=True)
    birth_on = models.DateField(null=True)
    birth_precision = models.CharField(max_length=8, default="day")  # or year: an age that was said
    expected_on = models.DateField(null=True)  # not born yet
    sex = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=40, blank=True)
    sensitivity = models.PositiveSmallIntegerField(default=2)
    purposes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "identity_said"
        indexes = [models.Index(fields=["person", "-id"], name="said_by_person")]
