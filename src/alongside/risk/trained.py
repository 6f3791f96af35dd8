"""What training leaves behind: the model to release, and what the card needs to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.risk.released import Released

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scored:
    """Some rows of a matrix with what the model says of them; all arrays have one length.

    ``at`` are positions in ``matrix.table`` (0-based, rising), not the column ``row``. ``label`` is
    0 or 1; rows without a label are in no part. ``score`` is the log-odds before calibration;
    rank by it, as it has fewer ties. ``estimate``, ``low`` and ``high`` are shares from 0 to 1.
    """

    at: NDArray[np.int64]
    label: NDArray[np.int8]
    score: NDArray[np.float64]
    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Peer:
    """Another kind of model on the same split. It is compared, never released.

    ``test`` holds its shares (0 to 1) for the rows of ``Trained.test``, in their order.
    """

    name: str  # "lightgbm", "logistic"
    says: str  # "LightGBM, 300 trees"
    test: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """How rows were parted, for the card to say.

    ``left_out`` counts the rows in no part by reason; reasons are plain words.
    """

    seed: int
    by_time: bool
    test_from: str | None  # ISO date; none when parted by unit only
    train_units: int
    calibration_units: int
    test_units: int
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trained:
    """One training. ``content`` is what is released, ``sha256`` its hash."""

    released: Released
    content: bytes
    sha256: str
    parted: Parted
    train: Scored
    calibration: Scored
    test: Scored
    peers: tuple[Peer, ...]
