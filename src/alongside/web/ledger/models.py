"""The audit ledger and its seals. Rows are only ever added."""

from __future__ import annotations

from django.db import models


class LedgerEntry(models.Model):
    """Who did what, to whom, why, when, from where."""

    at = models.DateTimeField()
    worker_id = models.CharField(max_length=64)
    verb = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    purpose = models.CharField(max_length=40)
    reason = models.CharField(max_length=500, blank=True)
    as_of = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12)
    channel = models.CharField(max_length=12)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "-id"], name="ledger_by_object"),
            models.Index(fields=["worker_id", "-id"], name="ledger_by_worker"),
        ]


class LedgerBatch(models.Model):
    """A seal over consecutive entries, linked to the seal before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    digests = models.BinaryField()  # 32 bytes an entry, so that a changed one can be named
    sealed_at = models.DateTimeField()
