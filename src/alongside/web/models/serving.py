"""Which model may advise at a decision point, asked anew each time.

The state is read from the database on every call, so that a pause takes advice away everywhere with
the next request; only the parsed model is kept, by the hash of its bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from alongside.governance.decisions import ModelState
from alongside.governance.register import IN_SERVICE
from alongside.web.models.models import ModelVersion

if TYPE_CHECKING:
    from alongside.risk.released import Released

KEPT = 8  # parsed models a process


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A released model, ready to score."""

    name: str
    version: int
    state: ModelState
    model: Released


def released_for(decision: str) -> Served | None:
    """The model that may advise at a decision point now; ``None`` when there is none.

    Raises
    ------
    AlongsideError
        When the bytes are not those that were released.
    """
    row = (
        ModelVersion.objects.filter(decision=decision, state=ModelState.RELEASED.value)
        .values("pk", "name", "version", "released_sha256")
        .first()
    )
    if row is None:
        return None
    return Served(
        name=row["name"],
        version=row["version"],
        state=ModelState.RELEASED,
        model=_parsed(row["pk"], row["released_sha256"]),
    )


def state_for(decision: str) -> ModelState | None:
    """The state of the model in service at a decision point, released or paused."""
    states = [state.value for state in IN_SERVICE]
    found = ModelVersion.objects.filter(decision=decision, state__in=states)
    state = found.values_list("state", flat=True).first()
    return ModelState(state) if state else None


def is_intact(version: ModelVersion) -> bool:
    """Whether the bytes are still those that were kept when the model was trained."""
    return hashlib.sha256(bytes(version.released)).hexdigest() == version.released_sha256


@lru_cache(maxsize=KEPT)
def _parsed(pk: int, sha256: str) -> Released:
    """Read and check the bytes; the hash is part of the key, so other bytes are read anew."""
    from alongside.risk.released import load_released

    data = ModelVersion.objects.values_list("released", flat=True).get(pk=pk)
    return load_released(bytes(data), sha256=sha256)
