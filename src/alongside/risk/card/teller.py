"""How well features tell one group from all others, together and one by one."""

from __future__ import annotations

from typing import Any

import numpy as np

from alongside.risk.card.estimate import Bools, Floats, Ints
from alongside.risk.card.ranking import auc

_ROUNDS = 40


class Teller:
    """Features of some rows, in two halves of units: learnt on one, tried on the other.

    Parameters
    ----------
    x : (rows, features) array
        NaN where there is nothing to say.
    unit : (rows,) int
        Rows of one unit are in the same half.
    """

    def __init__(self, x: Floats, unit: Ints, *, seed: int) -> None:
        codes = np.unique(unit, return_inverse=True)[1]
        side = np.random.default_rng(seed).permutation(int(codes.max()) + 1)[codes] % 2 == 1
        self._x, self._halves, self._seed = x, (side, ~side), seed
        self._ranks = mean_ranks(x)
        self._data = [self._binned(half) for half in self._halves]

    def together(self, is_it: Bools) -> float:
        """AUC of a small boosted model on the half that it did not learn from, mean of both."""
        both = zip(self._halves, self._data, strict=True)
        return float(np.mean([self._tried(is_it, half, data) for half, data in both]))

    def alone(self, is_it: Bools) -> Floats:
        """AUC of every feature by itself, whichever way round, ``(features,)``."""
        inside, outside = int(is_it.sum()), int((~is_it).sum())
        won = is_it.astype(float) @ self._ranks - inside * (inside + 1) / 2
        return np.asarray(0.5 + np.abs(won / (inside * outside) - 0.5))

    def _binned(self, half: Bools) -> Any:
        import lightgbm

        return lightgbm.Dataset(
            self._x[half],
            label=np.zeros(int(half.sum())),
            params=self._settings(),
            free_raw_data=False,
        )

    def _settings(self) -> dict[str, Any]:
        return {
            "objective": "binary",
            "num_leaves": 8,
            "learning_rate": 0.15,
            "min_data_in_leaf": 20,
            "max_bin": 63,
            "seed": self._seed,
            "deterministic": True,
            "num_threads": 1,  # threads that wait for each other cost more than they give here
            "verbosity": -1,
        }

    def _tried(self, is_it: Bools, learn: Bools, data: Any) -> float:
        import lightgbm

        if len(set(is_it[learn])) < 2 or len(set(is_it[~learn])) < 2:
            return 0.5
        data.set_label(is_it[learn].astype(float))
        model = lightgbm.train(self._settings(), data, num_boost_round=_ROUNDS)
        told = model.predict(self._x[~learn], num_threads=1)
        return auc(is_it[~learn], np.asarray(told, dtype=float))


def mean_ranks(x: Floats) -> Floats:
    """Ranks of every column, ties at their mean; nothing to say ranks below all values."""
    filled = np.where(np.isnan(x), -np.inf, x)
    made = np.empty_like(filled)
    for place, column in enumerate(filled.T):
        _, code, sizes = np.unique(column, return_inverse=True, return_counts=True)
        made[:, place] = (np.cumsum(sizes) - (sizes - 1) / 2)[code]
    return made
