"""Which model may advise at a decision point, asked anew each time.

The state is read from the database on every call, so that a pause takes advice away everywhere with
the next request; only the parsed model is kept, by the hash of its bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from alongside.agency import ModelFile
from alongside.core import AlongsideError
from alongside.governance.decisions import ModelState
from alongside.governance.register import IN_SERVICE
from alongside.web.models.models import ModelVersion
from alongside.web.models.reading import file_of

if TYPE_CHECKING:
    from alongside.risk.released import Released

KEPT = 8  # parsed models a process


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A released model, ready to score.

    ``file`` is the model file as it was at training, so that its features mean what they meant.
    """

    name: str
    version: int
    state: ModelState
    model: Released
    file: ModelFile


def released_for(decision: str) -> Served | None:
    """The model that may advise at a decision point now; ``None`` when there is none.

    Raises
    ------
    AlongsideError
        ``AL-R001`` when the bytes are not those that were kept, ``AL-U059`` when the model file is
        not the one that it was trained with.
    """
    row = (
        ModelVersion.objects.filter(decision=decision, state=ModelState.RELEASED.value)
        .values("pk", "name", "version", "released_sha256", "model_sha256")
        .first()
    )
    if row is None:
        return None
    model, file = _parsed(row["pk"], row["released_sha256"], row["model_sha256"])
    return Served(
        name=row["name"],
        version=row["version"],
        state=ModelState.RELEASED,
        model=model,
        file=file,
    )


def state_for(decision: str) -> ModelState | None:
    """The state of the model in service at a decision point, released or paused."""
    states = [state.value for state in IN_SERVICE]
    found = ModelVersion.objects.filter(decision=decision, state__in=states)
    state = found.values_list("state", flat=True).first()
    return ModelState(state) if state else None


def is_intact(version: ModelVersion) -> bool:
    """Whether model and model file are still those that were kept when the model was trained."""
    kept = (bytes(version.released), version.released_sha256)
    text = (version.model_text.encode(), version.model_sha256)
    return all(hashlib.sha256(content).hexdigest() == sha256 for content, sha256 in (kept, text))


@lru_cache(maxsize=KEPT)
def _parsed(pk: int, sha256: str, model_sha256: str) -> tuple[Released, ModelFile]:
    """Read and check the bytes; the hashes are part of the key, so other bytes are read anew."""
    from alongside.risk.released import load_released

    content, text = ModelVersion.objects.values_list("released", "model_text").get(pk=pk)
    return load_released(bytes(content), sha256=sha256), _file(text, model_sha256)


def _file(text: str, sha256: str) -> ModelFile:
    file = file_of(text)
    if file is None or hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise AlongsideError(
            "AL-U059",
            seen="The model file in the register is not one that this model was trained with, or "
            "this version of Alongside cannot read it",
            do="Bring the database back from a backup, or train and release the model again. No "
            "advice is given meanwhile",
        )
    return file
