"""Estimates for the rows of a pseudonymous matrix, for analysis. They name nobody."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.core import AlongsideError, ExitCode

if TYPE_CHECKING:
    from alongside.risk import Advice
    from alongside.risk.released import Released
    from alongside.timeline.matrix import Matrix

HEAD = ("row", "person", "as_of_on", "estimate", "low", "high", "abstains")


def advise_rows(matrix: Matrix, released: bytes, *, sha256: str, out: Path) -> tuple[int, int]:
    """Write one line for each row; return how many were estimated and how many not.

    ``sha256`` is the hash under which the register keeps the model.

    Raises
    ------
    AlongsideError
        ``AL-R001`` when the bytes are not those of the hash. ``AL-C074`` for a matrix with
        identities: no estimate leaves with a name outside an open decision. ``AL-C075`` when the
        matrix was made for other features.
    """
    from alongside.risk import load_released

    model = load_released(released, sha256=sha256)
    _check(matrix, model)
    rows = matrix.table.to_pylist()
    silent = 0
    with out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEAD)
        for row in rows:
            advice = _advice(model, matrix, row)
            silent += bool(advice.abstains)
            lines.writerow(_line(row, advice))
    return len(rows) - silent, silent


def _check(matrix: Matrix, model: Released) -> None:
    if matrix.about.identified:
        raise AlongsideError(
            "AL-C074",
            seen="The matrix carries people's ids",
            wanted="one under pseudonyms",
            do="Make it again without --identified: estimates with names exist only at an open "
            "decision, after a worker's own judgement",
            exit_code=ExitCode.REFUSED,
        )
    missing = sorted({one.name for one in model.features} - set(matrix.features))
    if missing:
        raise AlongsideError(
            "AL-C075",
            seen=f"The matrix lacks the features {', '.join(missing)}",
            wanted=f"a matrix made for {model.name}",
            do="Make it with `alongside matrix` from the same model file",
        )


def _advice(model: Released, matrix: Matrix, row: dict[str, object]) -> Advice:
    from alongside.risk import advise

    missing = str(row["missing_sources"] or "")
    return advise(
        model,
        {name: row[name] for name in matrix.features},  # type: ignore[misc]
        version=0,
        as_of_on=row["as_of_on"],  # type: ignore[arg-type]
        known_events=int(row["known_events"] or 0),  # type: ignore[call-overload]
        missing_sources=tuple(name for name in missing.split(",") if name),
    )


def _line(row: dict[str, object], advice: Advice) -> list[object]:
    numbers = [
        "" if value is None else f"{value:.6f}"
        for value in (advice.estimate, advice.low, advice.high)
    ]
    return [row["row"], row["person"], row["as_of_on"], *numbers, " ".join(advice.abstains)]
