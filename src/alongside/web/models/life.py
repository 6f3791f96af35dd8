"""Move a version from one state to the next: the only code that changes a model's state.

The step, its reason and the line of the ledger are kept in one transaction or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from alongside.governance import Entry
from alongside.governance.decisions import ModelState
from alongside.governance.register import (
    IN_SERVICE,
    check_model_transition,
    check_reason,
    check_worth,
    is_worth,
    released_by_nobody,
)
from alongside.privacy import Refusal, Verb, Worker
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.models.first import go_first
from alongside.web.models.models import ModelEvent, ModelVersion

STEP_VERB = {
    ModelState.RELEASED: Verb.RELEASE_MODEL,
    ModelState.PAUSED: Verb.PAUSE_MODEL,
    ModelState.RETIRED: Verb.RELEASE_MODEL,  # who may let it speak may end it
}
LEDGER_VERB = {
    ModelState.DRAFT: "trained_model",
    ModelState.TESTED: "tested_model",
    ModelState.RELEASED: "release_model",
    ModelState.PAUSED: "pause_model",
    ModelState.RETIRED: "retired_model",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Whose word moves a model, why, when and from where."""

    by: str  # a worker's id, or "command line (name)"
    user: User | None
    purpose: str
    reason: str
    at: datetime
    channel: str = "page"
    address: str = ""


def check_may_move(worker: Worker, to: ModelState) -> None:
    """Raise :class:`AccessDenied`: 403 for who may look at models, 404 for everybody else."""
    verb = STEP_VERB.get(to)
    if not worker.may(Verb.VIEW_MODELS):
        raise AccessDenied(Refusal.NOT_YOURS)
    if verb is None or not worker.may(verb):
        raise AccessDenied(Refusal.READ_ONLY)


def move(
    version: ModelVersion,
    to: ModelState,
    *,
    worker: Worker | None,
    reason: str,
    now: datetime,
    channel: str = "page",
    address: str = "",
) -> ModelVersion | None:
    """Release, pause or retire a version; return the one that a release retired, if any.

    One decision point has at most one model in service: what was released or paused there before
    is retired in the same transaction, and both lives say so.

    Raises
    ------
    AlongsideError
        ``AL-G010`` for a step that the table has not, ``AL-G011`` without a reason, ``AL-G012``
        when nobody who may sign in stands behind it, ``AL-G013`` to release what its card cannot
        tell from a coin.
    AccessDenied
        When the worker may not.
    """
    user = _who_signs_in(worker)
    if worker is None or user is None:
        raise released_by_nobody()
    check_may_move(worker, to)
    word = Word(
        by=worker.id,
        user=user,
        purpose=next(iter(worker.purposes), "administration"),
        reason=check_reason(reason, to),
        at=now,
        channel=channel,
        address=address,
    )
    carry_out = partial(_carry_out, version, to, word)
    return go_first(carry_out) if to is ModelState.PAUSED else carry_out()


@transaction.atomic
def _carry_out(version: ModelVersion, to: ModelState, word: Word) -> ModelVersion | None:
    versions = _locked(version.decision)
    kept = next(one for one in versions if one.pk == version.pk)
    check_model_transition(kept.life, to)
    earlier = None
    if to is ModelState.RELEASED:
        check_worth(_auc_low(kept.card))  # the card is fetched for this version alone
        earlier = _make_room(kept, versions, word)
    _step(kept, to, word)
    version.state = kept.state
    return earlier


def is_worth_releasing(version: ModelVersion) -> bool:
    """Whether its card shows that it is better than a coin."""
    return is_worth(_auc_low(version.card))


def _auc_low(card: str) -> float | None:
    quality = json.loads(card or "{}").get("quality")
    return float(quality["auc"]["low"]) if quality else None


@transaction.atomic
def mark_tested(
    version: ModelVersion,
    card_json: str,
    *,
    by: str,
    now: datetime,
    reason: str = "Evaluated on later dates",
) -> None:
    """Keep the card of a draft: from now on a human being may release it.

    Raises
    ------
    AlongsideError
        ``AL-G010`` when the version is no draft any more.
    """
    kept = ModelVersion.objects.select_for_update().get(pk=version.pk)
    check_model_transition(kept.life, ModelState.TESTED)
    ModelVersion.objects.filter(pk=kept.pk).update(card=card_json)
    _step(kept, ModelState.TESTED, _word_of_command(by, reason, now))
    version.state, version.card = kept.state, card_json


def note_trained(version: ModelVersion, *, by: str, now: datetime) -> None:
    """The first line of a version's life."""
    _write(version, "", _word_of_command(by, "Trained", now))


def _word_of_command(by: str, reason: str, now: datetime) -> Word:
    user = User.objects.filter(pk=by).first() if _is_uuid(by) else None
    return Word(
        by=by[:64],
        user=user,
        purpose="administration",
        reason=reason,
        at=now,
        channel="command",
    )


def _who_signs_in(worker: Worker | None) -> User | None:
    if worker is None or not _is_uuid(worker.id):
        return None
    found: User | None = User.objects.filter(pk=worker.id, is_active=True).first()
    return found


def _locked(decision: str) -> list[ModelVersion]:
    """Every version of a decision point; who moves another one meanwhile waits her turn."""
    rows = ModelVersion.objects.select_for_update().filter(decision=decision).order_by("pk")
    return list(rows.defer("released", "card", "model_text"))


def _make_room(
    version: ModelVersion, versions: Sequence[ModelVersion], word: Word
) -> ModelVersion | None:
    """Retire what serves the same decision point; the reason names its successor."""
    serving = (one for one in versions if one.life in IN_SERVICE and one.pk != version.pk)
    earlier = next(serving, None)
    if earlier is not None:
        name = version.name.replace("_", " ")
        reason = f"{name}, version {version.version}, was released in its place"
        _step(earlier, ModelState.RETIRED, replace(word, reason=reason))
    return earlier


def _step(version: ModelVersion, to: ModelState, word: Word) -> None:
    before = version.state
    version.state = to.value
    version.save(update_fields=["state"])
    _write(version, before, word)


def _write(version: ModelVersion, before: str, word: Word) -> None:
    """The event of the version's life, and the line of the ledger."""
    ModelEvent.objects.create(
        model=version,
        from_state=before,
        to_state=version.state,
        by=word.user,
        by_command="" if word.user else word.by,
        at=word.at,
        reason=word.reason,
    )
    entry = Entry(
        at=word.at,
        worker_id=word.by,
        verb=LEDGER_VERB[version.life],
        object_kind="model",
        object_id=f"{version.name}/{version.version}@{version.released_sha256}",
        purpose=word.purpose,
        reason=word.reason,
        channel=word.channel,
        address=word.address,
    )
    DatabaseLedger().write(entry)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
