"""Models from the command line, under the same rules as the pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from alongside.actions.make_matrix import ModelText, make_matrix, model_named
from alongside.actions.train_model import train_model
from alongside.core import AlongsideError, ExitCode
from alongside.governance import Entry, ModelState
from alongside.privacy import Verb, Worker
from alongside.web.agency import current_agency
from alongside.web.identity.lookup import sealed_people
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.models.life import mark_tested, move
from alongside.web.models.models import ModelVersion
from alongside.web.models.storing import store_trained
from alongside.web.people.command import worker_of
from alongside.web.publishing.warehouse import current_warehouse

if TYPE_CHECKING:
    from alongside.timeline.matrix import Matrix

Progress = Callable[[str, float], None]
CHANNEL = "command"


def matrix_for_command(
    name: str, *, email: str, identified: bool, reason: str, engine: str
) -> Matrix:
    """Build a matrix once the asking is allowed and in the ledger.

    Raises
    ------
    AlongsideError
        ``AL-C078`` when identities are asked for without a reason.
    """
    model = model_named(current_agency(), name)
    if identified and not reason.strip():
        raise AlongsideError(
            "AL-C078",
            seen="A matrix with people's ids was asked for without a reason",
            wanted="--reason, in words that stand in the ledger",
            do="Give one, or leave --identified away: pseudonyms do for nearly everything",
            exit_code=ExitCode.REFUSED,
        )
    verb = Verb.IDENTIFY_ROWS if identified else Verb.TRAIN_MODEL
    _allow(email, verb, model, reason=reason or "pseudonymous rows")
    warehouse = current_warehouse()
    return make_matrix(
        warehouse.con,
        current_agency(),
        model,
        generation=str(warehouse.generation_id),
        secret=None if identified else pseudonym_secret(),
        hidden=sealed_people(),
        engine=engine,
    )


def train_for_command(name: str, *, email: str, seed: int, progress: Progress) -> ModelVersion:
    """Train, and keep the outcome as a draft with its card."""
    agency = current_agency()
    model = model_named(agency, name)
    worker = _allow(email, Verb.TRAIN_MODEL, model, reason="training")
    warehouse = current_warehouse()
    made = train_model(
        warehouse.con,
        agency,
        model,
        generation=str(warehouse.generation_id),
        secret=pseudonym_secret(),
        hidden=sealed_people(),
        seed=seed,
        progress=progress,
    )
    return store_trained(
        model.name,
        model.file.decision,
        model.text,
        made.released,
        json.dumps(made.card),
        by=worker.id,
        now=timezone.now(),
    )


def keep_taught(*, email: str) -> ModelVersion:
    """Keep the demo's model, which was taught and tested before, as a tested version."""
    from alongside.simulate.taught import taught

    ready, agency = taught(), current_agency()
    worker = worker_of(email)
    version = store_trained(
        ready.name,
        agency.models[ready.name].decision,
        ready.model_text,
        ready.released,
        ready.card,
        by=worker.id,
        now=timezone.now(),
    )
    mark_tested(version, ready.card, by=worker.id, now=timezone.now())
    return version


def evaluate_for_command(
    name: str, *, version: int | None, email: str, seed: int, progress: Progress
) -> tuple[ModelVersion, dict[str, Any]]:
    """Try a version on the records of now; a draft becomes tested, under the card it has."""
    from alongside.actions.evaluate_model import evaluate_model

    agency = current_agency()
    found = version_named(name, version)
    model = model_named(agency, name)
    worker = _allow(email, Verb.TRAIN_MODEL, model, reason=f"evaluation of version {found.version}")
    warehouse = current_warehouse()
    card = evaluate_model(
        warehouse.con,
        agency,
        model,
        released=bytes(found.released),
        sha256=found.released_sha256,
        card=json.loads(found.card),
        generation=str(warehouse.generation_id),
        secret=pseudonym_secret(),
        hidden=sealed_people(),
        seed=seed,
        progress=progress,
    )
    if found.life is ModelState.DRAFT:
        mark_tested(found, found.card, by=worker.id, now=timezone.now())
    return found, card


def release_for_command(name: str, *, version: int | None, email: str, reason: str) -> ModelVersion:
    """Release a tested version in the name of a worker."""
    found = version_named(name, version)
    move(
        found,
        ModelState.RELEASED,
        worker=worker_of(email),
        reason=reason,
        now=timezone.now(),
        channel=CHANNEL,
    )
    return found


def pause_for_command(name: str, *, email: str, reason: str) -> ModelVersion:
    """Pause the version that advises.

    Raises
    ------
    AlongsideError
        ``AL-C073`` when none does.
    """
    found = ModelVersion.objects.filter(name=name, state=ModelState.RELEASED.value).first()
    if found is None:
        raise AlongsideError(
            "AL-C073",
            seen=f"No version of {name} advises anybody",
            do="See `alongside model list`",
            exit_code=ExitCode.REFUSED,
        )
    move(
        found,
        ModelState.PAUSED,
        worker=worker_of(email),
        reason=reason,
        now=timezone.now(),
        channel=CHANNEL,
    )
    return found


def version_named(name: str, version: int | None) -> ModelVersion:
    """One version of a model; the newest when none is named.

    Raises
    ------
    AlongsideError
        ``AL-C072`` when there is none.
    """
    versions = ModelVersion.objects.filter(name=name.removesuffix(".toml"))
    if version is not None:
        versions = versions.filter(version=version)
    found = versions.order_by("-version").first()
    if found is None:
        raise AlongsideError(
            "AL-C072",
            seen=f"No such version of {name} was trained",
            do="See `alongside model list`, or train one with `alongside train`",
            exit_code=ExitCode.USAGE,
        )
    return found


def versions_for_command() -> list[dict[str, Any]]:
    """Every version of every model, newest first in each name."""
    return [
        {
            "model": row.name,
            "version": row.version,
            "state": row.state,
            "decision": row.decision,
            "trained": row.trained_at.date().isoformat(),
            "sha256": row.released_sha256[:12],
        }
        for row in ModelVersion.objects.order_by("name", "-version")
    ]


def pseudonym_secret() -> bytes:
    """The key of this agency's pseudonyms; it never leaves the server."""
    return hashlib.blake2b(b"pseudonyms", key=settings.SECRET_KEY.encode()[:64]).digest()


def _allow(email: str, verb: Verb, model: ModelText, *, reason: str) -> Worker:
    """Check the verb for a purpose of the model that is hers, and write it to the ledger."""
    worker = worker_of(email)
    hers = [one for one in model.file.purposes if worker.clearance(one) is not None]
    if not hers or not worker.may(verb):
        raise _not_hers(worker, verb, model)
    DatabaseLedger().write(
        Entry(
            at=timezone.now(),
            worker_id=worker.id,
            verb=verb.value,
            object_kind="model",
            object_id=model.name,
            purpose=hers[0],
            reason=reason,
            as_of=timezone.now(),
            outcome="allowed",
            channel=CHANNEL,
        )
    )
    return worker


def _not_hers(worker: Worker, verb: Verb, model: ModelText) -> AlongsideError:
    purposes = ", ".join(model.file.purposes)
    return AlongsideError(
        "AL-C076",
        seen=f"{worker.name} has no role with `{verb.value}` and a purpose of this model",
        wanted=f"a role of agency.toml with both; the model's purposes: {purposes}",
        do="Ask somebody who has, such as an analyst, or see `alongside user roles --help`",
        exit_code=ExitCode.REFUSED,
    )
