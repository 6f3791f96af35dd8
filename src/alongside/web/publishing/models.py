"""What was received, what is current, who is refreshing, and what people did since."""

from __future__ import annotations

from django.db import models


class GenerationRow(models.Model):
    """A published warehouse file. The newest one is current."""

    id = models.UUIDField(primary_key=True)
    published_at = models.DateTimeField(db_index=True)
    received_until = models.DateTimeField()
    counts = models.JSONField(default=dict)


class LeaseRow(models.Model):
    """Who holds a job. A lease that ran out may be taken over."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()


class ReceiptRow(models.Model):
    """A file (or query result) that was received and kept. The index of what can be replayed."""

    source = models.CharField(max_length=40)
    table_name = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=200)  # inside the folder of kept extracts
    size = models.BigIntegerField()
    modified_ns = models.BigIntegerField()
    received_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["source", "table_name", "name"], name="receipt_by_file")]


class RunRow(models.Model):
    """What one refresh read from one table of one source."""

    source = models.CharField(max_length=40)
    table_name = models.CharField(max_length=40)
    at = models.DateTimeField()
    read = models.BigIntegerField()
    accepted = models.BigIntegerField()
    changed = models.BigIntegerField()
    rejected = models.BigIntegerField()
    left_out = models.BigIntegerField(default=0)  # filtered by the mapping, or of another kind
    faults = models.BigIntegerField(default=0)  # lines in the rejects table
    note = models.CharField(max_length=300, blank=True)  # encoding and delimiter that were found

    class Meta:
        indexes = [models.Index(fields=["source", "-at"], name="run_by_source")]


class LinkageModelRow(models.Model):
    """The trained linkage, kept so that new records join without training again."""

    hash = models.CharField(max_length=64, primary_key=True)
    trained_at = models.DateTimeField()
    content = models.BinaryField()


class OutboxRow(models.Model):
    """What people did, for the timeline: kind, person and times, no free text.

    ``code`` names the decision point (``source:source_key``) that an act belongs to; ``origin`` is
    *advice* for what the system said, so that no later model learns from it.
    """

    kind = models.CharField(max_length=40)
    person_id = models.UUIDField(db_index=True)
    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    sensitivity = models.PositiveSmallIntegerField(default=1)
    purposes = models.JSONField(default=list)
    by = models.CharField(max_length=64)
    code = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=12, default="worker")  # worker or advice
