"""Keep what a training made, as a draft."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from alongside.web.models.life import note_trained
from alongside.web.models.models import ModelVersion


@transaction.atomic
def store_trained(
    name: str,
    decision: str,
    model_text: str,
    released_bytes: bytes,
    card_json: str = "",
    *,
    by: str,
    now: datetime,
) -> ModelVersion:
    """Keep a trained model as the next version of its name; it advises nobody yet.

    ``by`` is a worker's id, or "command line (name)". The bytes are kept with their SHA-256, which
    is also what the ledger names.
    """
    newest = ModelVersion.objects.filter(name=name).aggregate(last=Max("version"))["last"]
    version = ModelVersion.objects.create(
        name=name,
        version=(newest or 0) + 1,
        decision=decision,
        model_text=model_text,
        model_sha256=hashlib.sha256(model_text.encode()).hexdigest(),
        released=released_bytes,
        released_sha256=hashlib.sha256(released_bytes).hexdigest(),
        card=card_json,
        trained_at=now,
        trained_by=by[:64],
    )
    note_trained(version, by=by, now=now)
    return version
