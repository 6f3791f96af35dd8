"""Try a trained model on the records as they are now, on people and dates it did not learn from."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.actions.make_matrix import ModelText, Progress, make_matrix
from alongside.agency import Agency

if TYPE_CHECKING:
    import duckdb


def evaluate_model(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    model: ModelText,
    *,
    released: bytes,
    sha256: str,
    card: dict[str, Any],
    generation: str,
    secret: bytes,
    hidden: Collection[UUID] = (),
    seed: int,
    progress: Progress = lambda stage, share: None,
) -> dict[str, Any]:
    """The card with its figures taken anew; nothing is trained.

    Raises
    ------
    AlongsideError
        ``AL-R001`` when the released bytes are not those of the hash.
    """
    from alongside.risk import load_released
    from alongside.risk.card import Card, evaluate_more

    pinned = load_released(released, sha256=sha256)
    progress("Building the matrix", 0.0)
    matrix = make_matrix(con, agency, model, generation=generation, secret=secret, hidden=hidden)
    progress("Measuring", 0.0)
    return evaluate_more(Card.from_json(card), pinned, matrix, model.file, seed=seed).as_json()
