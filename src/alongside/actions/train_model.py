"""Train a model on the joined records and write its card."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.actions.count_helped import with_helped
from alongside.actions.known_truth import read_truth
from alongside.actions.make_matrix import ModelText, Progress, make_matrix
from alongside.agency import Agency

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeModel:
    """A model that was trained and not yet looked at by anybody."""

    model: ModelText
    released: bytes
    card: dict[str, Any]


def train_model(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    model: ModelText,
    *,
    generation: str,
    secret: bytes,
    hidden: Collection[UUID] = (),
    seed: int,
    progress: Progress = lambda stage, share: None,
) -> MadeModel:
    """Matrix, glass box, card; the same records, file and seed give the same bytes.

    Raises
    ------
    AlongsideError
        When a feature may not feed a model, or the rows cannot teach one.
    """
    from alongside.risk import train
    from alongside.risk.card import make_card

    progress("Building the matrix", 0.0)
    matrix = make_matrix(con, agency, model, generation=generation, secret=secret, hidden=hidden)
    trained = train(matrix, model.file, seed=seed, progress=progress)
    trained = with_helped(con, agency, model.file, matrix, trained)
    progress("Writing the card", 0.0)
    card = make_card(
        trained, matrix, model.file, truth=read_truth(con, agency, model.name), seed=seed
    )
    return MadeModel(model=model, released=trained.content, card=card.as_json())
