"""Forms that were filled in, the very version of each, and every change as it was saved."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.governance.casework import FilledState
from alongside.web.cases.models import CaseRow, new_key
from alongside.web.identity.models import PersonRow
from alongside.web.kept import KeptRow

USER = settings.AUTH_USER_MODEL


class FormVersionRow(KeptRow):
    """One version of a form, word for word: what was filled with it stays readable for ever."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    sha = models.CharField(max_length=64)  # SHA-256 of ``text``
    text = models.TextField()  # the JSON as the file holds it
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "assessments_form_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "sha"], name="one_row_a_form_version")
        ]


class FilledRow(models.Model):
    """A form that somebody fills in. ``answers`` is what all changes add up to.

    ``amends`` is the finished one that it stands in for once it is finished itself. A trigger of
    the database refuses to change the answers of what is no draft.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="filled_forms")
    person = models.ForeignKey(PersonRow, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FormVersionRow, on_delete=models.PROTECT, related_name="filled")
    state = models.CharField(max_length=10, default=FilledState.DRAFT.value)
    answers = models.JSONField(default=dict)  # key of a place → list of answers
    revision = models.PositiveIntegerField(default=1)
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amended")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "assessments_filled"
        indexes: ClassVar = [
            models.Index(fields=["case", "-begun_at"], name="filled_by_case"),
            models.Index(
                fields=["begun_by"],
                condition=models.Q(state=FilledState.DRAFT.value),
                name="filled_drafts",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["amends"],
                condition=models.Q(amends__isnull=False),
                name="amended_once",
            )
        ]


class FilledChangeRow(KeptRow):
    """What one save changed: the answers of each place as they were then, none for taken back."""

    filled = models.ForeignKey(FilledRow, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    changed = models.JSONField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "assessments_change"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filled", "revision"], name="one_change_a_revision")
        ]


class FormDraftRow(models.Model):
    """A form as somebody writes it, before it is published. One draft a form, for all editors."""

    name = models.CharField(max_length=60, unique=True)
    text = models.TextField()  # JSON; parts that the editor does not know stay as they are
    based_on = models.CharField(max_length=64, blank=True)  # SHA-256 of the version it began with
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "assessments_form_draft"
