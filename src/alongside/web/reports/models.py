"""Reports: paragraphs with their sources, and the signed report as it was frozen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.governance.casework import ReportState
from alongside.web.cases.models import CaseRow, new_key
from alongside.web.kept import KeptRow

USER = settings.AUTH_USER_MODEL


class ReportRow(models.Model):
    """One report about one case. It is as sensitive as the most sensitive thing it tells."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="reports")
    key = models.UUIDField(default=new_key, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    recipient = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, default=ReportState.DRAFT.value)
    from_on = models.DateField(null=True)
    sensitivity = models.PositiveSmallIntegerField(default=1)
    gathered_at = models.DateTimeField()  # the record as it was then
    made_at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        db_table = "reports_report"
        indexes: ClassVar = [
            models.Index(fields=["case", "-made_at"], name="report_by_case"),
            models.Index(fields=["by", "state"], name="report_by_worker"),
        ]


class ParagraphRow(models.Model):
    """A piece of a draft. ``drafted`` is what the record says, ``text`` what she made of it."""

    report = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="paragraphs")
    place = models.PositiveIntegerField()
    section = models.CharField(max_length=20)
    drafted = models.TextField(blank=True)  # empty: written in the report itself
    text = models.TextField()
    quoted = models.BooleanField(default=False)
    cited = models.JSONField(default=list)
    taken_out = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "reports_paragraph"
        indexes: ClassVar = [models.Index(fields=["report", "place"], name="paragraph_by_report")]


class SignedRow(KeptRow):
    """A signed report, frozen: its words, its papers, and the hash that shows a change."""

    report = models.OneToOneField(ReportRow, on_delete=models.PROTECT, related_name="signed")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    paper = models.TextField()  # JSON of alongside.recording.Paper
    sha256 = models.CharField(max_length=64)  # of ``paper``
    pdf = models.BinaryField()
    docx = models.BinaryField()

    class Meta:
        db_table = "reports_signed"
