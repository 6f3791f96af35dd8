"""From a model file and the joined records to a matrix, once its features are allowed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.agency import Agency, ModelFile
from alongside.core import AlongsideError, ExitCode
from alongside.timeline.matrix import Matrix, build_matrix, check_features
from alongside.timeline.matrix.engines import ENGINES

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelText:
    """A model file as it is now: its name, what it says, and its very bytes."""

    name: str
    file: ModelFile
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return sha256(self.text.encode()).hexdigest()


def model_named(agency: Agency, name: str) -> ModelText:
    """The model file of that name.

    Raises
    ------
    AlongsideError
        ``AL-C077`` when the agency has none.
    """
    name = name.removesuffix(".toml").rsplit("/", 1)[-1]
    if name not in agency.models:
        raise AlongsideError(
            "AL-C077",
            seen=f"models/ has no {name}.toml",
            wanted=f"one of: {', '.join(agency.models) or 'there is none yet'}",
            do="Write one; docs/reference/model-files.md explains every key",
            exit_code=ExitCode.USAGE,
        )
    path = agency.folder / "models" / f"{name}.toml"
    return ModelText(name=name, file=agency.models[name], text=path.read_text(encoding="utf-8"))


def make_matrix(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    model: ModelText,
    *,
    generation: str,
    secret: bytes | None,
    hidden: Collection[UUID] = (),
    engine: str = "duckdb",
) -> Matrix:
    """Check what the model may read, then build its rows.

    ``secret`` makes the pseudonyms; ``None`` leaves the identities in. ``hidden`` are people whom a
    worker sealed: they are in no matrix.

    Raises
    ------
    AlongsideError
        When a feature may not feed a model, with every reason.
    """
    check_features(model.file, agency.sources)
    return build_matrix(
        con,
        model.file,
        name=model.name,
        model_sha256=model.sha256,
        generation=generation,
        zone=agency.file.zone,
        threshold=agency.file.linkage.threshold,
        secret=secret,
        hidden=hidden,
        engine=ENGINES[engine](),
    )
