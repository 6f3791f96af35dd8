"""A released model: our own JSON, pinned by its hash, read and scored without what trained it."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from alongside.agency.agency_file import Strict
from alongside.agency.model_file import Aggregate, Scope, UseEntry
from alongside.core import AlongsideError
from alongside.risk.helped import Helped


class ReleasedFeature(Strict):
    """One feature: the sentence of its fact, its shape in log-odds, and what training saw of it.

    ``cuts`` part the values into ``len(cuts) + 1`` bins; a value on a cut belongs to the bin above.
    ``scores`` holds one log-odds for each bin, ``missing`` the one for nothing to say. With
    ``points`` the shape is straight lines through (value, log-odds) instead, level outside.
    Every shape has mean 0 over the rows it was trained on.
    """

    name: str
    says: str
    says_none: str
    kinds: tuple[str, ...]
    circumstance: str | None
    of: Scope
    aggregate: Aggregate
    window_days: int | None
    cuts: tuple[float, ...]
    scores: tuple[float, ...]
    missing: float
    points: tuple[tuple[float, float], ...] = ()
    learnt: tuple[float, ...]  # the scores of the bins before anybody edited the shape
    shares: tuple[float, ...]  # of the training rows, by bin
    missing_share: float
    pair_cuts: tuple[float, ...]  # the coarser cuts that pairs use
    seen_low: float  # third lowest and third highest value: no single person's number
    seen_high: float

    @model_validator(mode="after")
    def _fits(self) -> ReleasedFeature:
        if not len(self.scores) == len(self.learnt) == len(self.shares) == len(self.cuts) + 1:
            raise ValueError("one score, learnt score and share for each bin")
        return self


class Pair(Strict):
    """Two features together. Row and column 0 are *missing*; then the bins of ``pair_cuts``."""

    left: str
    right: str
    scores: tuple[tuple[float, ...], ...]


class ShapeDone(Strict):
    """A shape that a person asked for, and what it changed."""

    feature: str
    what: Literal["monotone up", "monotone down", "points", "flat from"]
    at: tuple[tuple[float, float], ...] = ()  # the points, or ((value, level),) of flat from
    by: str
    reason: str
    changed: float  # mean absolute change in log-odds over the training rows


class Calibrator(Strict):
    """From a log-odds to a share with its range: steps, level between ``edges``.

    Step ``i`` holds for ``edges[i-1] <= score < edges[i]``. ``zero`` and ``one`` are Venn-Abers'
    p0 and p1; ``low`` and ``high`` add how much a sample of this size errs and how much the rate
    swung between periods (``swing``, standard deviation in log-odds).
    """

    edges: tuple[float, ...]
    zero: tuple[float, ...]
    one: tuple[float, ...]
    estimate: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    swing: float
    rows: int
    events: int

    @model_validator(mode="after")
    def _fits(self) -> Calibrator:
        steps = [self.zero, self.one, self.estimate, self.low, self.high]
        if any(len(step) != len(self.edges) + 1 for step in steps):
            raise ValueError("one more step than edges")
        if any(step[i] > step[i + 1] for step in steps for i in range(len(self.edges))):
            raise ValueError("steps never fall")
        return self


class About(Strict):
    """The words of the model file that travel with the model."""

    title: str
    decision: str
    purposes: tuple[str, ...]
    counts: str  # what a row is, in the plural
    label_says: str
    stands_for: str
    mismatch: str
    within_days: int
    use_for: tuple[str, ...]
    not_for: tuple[str, ...]
    cannot_know: tuple[str, ...]


class Pins(Strict):
    """Hashes (SHA-256) of all that made the model."""

    model_file: str
    data: str  # of the rows used
    code: str  # of the source of the rooms that made matrix and model
    version: str  # of Alongside
    generation: str  # of the warehouse
    seed: int


class Additive(Strict):
    """Log-odds as a sum: intercept, one shape for each feature, one table for each pair."""

    intercept: float
    features: tuple[ReleasedFeature, ...] = Field(min_length=1)
    pairs: tuple[Pair, ...]


class Released(Additive):
    """All that is needed to advise, and to say where the advice comes from."""

    format: Literal["alongside-model-1"] = "alongside-model-1"
    name: str
    about: About
    base: float  # share of the label among the rows it was trained and calibrated on
    shapes: tuple[ShapeDone, ...]
    calibrator: Calibrator
    most_missing: int  # features missing at once, at most, in training
    use: UseEntry
    helped: tuple[Helped, ...] = ()  # what came after support in like cases
    pins: Pins

    def to_bytes(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, UTF-8, one line feed at the end."""
        said = self.model_dump(mode="json")
        text = json.dumps(
            said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        return f"{text}\n".encode()


def sha256(content: bytes) -> str:
    """The hash by which a released file is pinned, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def load_released(content: bytes, *, sha256: str) -> Released:
    """Read a released model if, byte for byte, it is the one that was released.

    Raises ``AL-R001`` when a byte differs, ``AL-R002`` when this version cannot read it.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise AlongsideError(
            "AL-R001",
            seen=f"The model's file is not the one that was released: its hash begins {found[:12]}",
            wanted=f"{sha256[:12]}…, as the register says",
            do="Bring the released file back from a backup, or release the model anew. "
            "No advice is given meanwhile",
        )
    try:
        return Released.model_validate_json(content)
    except ValidationError as error:
        raise AlongsideError(
            "AL-R002",
            seen=f"The model's file does not fit this version of Alongside "
            f"({error.error_count()} places)",
            wanted="a file of the format alongside-model-1",
            do="Train and release the model again with this version",
        ) from error
