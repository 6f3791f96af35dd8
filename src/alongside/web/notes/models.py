"""Notes, which change until they are kept, and documents, which never change."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.governance.casework import NoteState
from alongside.web.cases.models import CaseRow, new_key
from alongside.web.kept import KeptRow

USER = settings.AUTH_USER_MODEL
LETTERS = 60_000  # of one note: an hour of typing
TITLE = 160
REASON = 500
NAME = 300


class NoteRow(models.Model):
    """A note. While it is a draft only who writes it sees it; once kept, nothing of it changes.

    An amendment is a note of its own with ``amends``: it always names the first note, so that all
    texts that stand beside each other are one query. ``people`` is whom the writer chose; whom a
    kept note is about today is in ``facts``.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=NoteState.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=TITLE, blank=True)
    text = models.TextField(max_length=LETTERS, blank=True)
    happened_at = models.DateTimeField()
    people = models.JSONField(default=list)
    sensitivity = models.PositiveSmallIntegerField(default=2)
    amends = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="amendments"
    )
    reason = models.CharField(max_length=REASON, blank=True)  # why it was amended
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notes_note"
        indexes: ClassVar = [
            models.Index(fields=["case", "state", "-happened_at"], name="note_by_case"),
            models.Index(
                fields=["by", "begun_at"],
                condition=models.Q(state=NoteState.DRAFT.value),
                name="draft_by_writer",
            ),
        ]


class DocumentRow(KeptRow):
    """A document of a case. Its bytes lie encrypted beside the database, named by ``key``.

    ``wrapped_key`` is the file's own key, encrypted with the agency's.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="documents")
    note = models.ForeignKey(NoteRow, null=True, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=12)  # a name of kinds_of_file.KINDS
    size = models.PositiveBigIntegerField()  # bytes, as they came
    sha256 = models.CharField(max_length=64)
    wrapped_key = models.BinaryField(max_length=80)
    sensitivity = models.PositiveSmallIntegerField(default=2)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "notes_document"
        indexes: ClassVar = [models.Index(fields=["case", "-at"], name="document_by_case")]


class WithdrawnRow(KeptRow):
    """That a document should not have been there, and why. Its supervisors still find it."""

    document = models.OneToOneField(DocumentRow, on_delete=models.PROTECT, related_name="withdrawn")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=REASON)

    class Meta:
        db_table = "notes_withdrawn"
