"""Hashes of all that made a model, so that it can be told whether two are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import alongside
from alongside.risk.released import Pins

if TYPE_CHECKING:
    from alongside.timeline.matrix.matrix import Matrix

ROOMS = ("risk", "timeline/matrix")  # whose source decides what a model becomes


def pins_of(matrix: Matrix, *, seed: int) -> Pins:
    """The pins of a model trained on this matrix with the code that runs now."""
    return Pins(
        model_file=matrix.about.model_sha256,
        data=_data(matrix),
        code=_code(),
        version=alongside.__version__,
        generation=matrix.about.generation,
        seed=seed,
    )


def _data(matrix: Matrix) -> str:
    """Of what is learnt from. The names of persons are left out: pseudonyms may differ."""
    found = hashlib.sha256()
    for name in ("unit", "as_of_on", "label", *matrix.features):
        column = matrix.table[name]
        found.update(f"{name}:{column.type}:{len(column)}\n".encode())
        found.update(np.ascontiguousarray(column.to_numpy()).tobytes())
    return found.hexdigest()


def _code() -> str:
    root = Path(alongside.__file__).parent
    found = hashlib.sha256()
    for file in sorted(file for room in ROOMS for file in (root / room).rglob("*.py")):
        found.update(f"{file.relative_to(root).as_posix()}\n".encode())
        found.update(file.read_bytes())
    return found.hexdigest()
