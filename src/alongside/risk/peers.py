"""Other models on the same split: what the glass box costs, and what it gains over simple means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from alongside.risk.trained import Peer

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]
    Rows = NDArray[np.int64]

ROUNDS = 1000
PATIENCE = 50


def fit_peers(
    values: Doubles, label: Doubles, *, train: Rows, held: Rows, test: Rows, seed: int
) -> tuple[Peer, ...]:
    """Fit each peer on ``train``; ``held`` (the calibration part) only says when to stop."""
    fits: tuple[Callable[..., Peer], ...] = (_lightgbm, _logistic)
    return tuple(fit(values, label, train=train, held=held, test=test, seed=seed) for fit in fits)


def _lightgbm(
    values: Doubles, label: Doubles, *, train: Rows, held: Rows, test: Rows, seed: int
) -> Peer:
    import lightgbm

    trees: Any = lightgbm.train(
        {
            "objective": "binary",
            "learning_rate": 0.05,
            "num_leaves": 15,
            "min_data_in_leaf": 50,
            "feature_fraction": 0.8,
            "deterministic": True,
            "force_row_wise": True,
            "seed": seed,
            "verbosity": -1,
        },
        lightgbm.Dataset(values[train], label[train]),
        num_boost_round=ROUNDS,
        valid_sets=[lightgbm.Dataset(values[held], label[held])],
        callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False)],
    )
    return Peer(
        name="lightgbm",
        says=f"LightGBM, {trees.best_iteration} trees",
        test=np.asarray(trees.predict(values[test]), dtype=np.float64),
    )


def _logistic(
    values: Doubles, label: Doubles, *, train: Rows, held: Rows, test: Rows, seed: int
) -> Peer:
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    line: Any = make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.1, max_iter=500),
    )
    line.fit(values[train], label[train])
    return Peer(
        name="logistic",
        says="Logistic regression, with what is missing as features of its own",
        test=np.asarray(line.predict_proba(values[test])[:, 1], dtype=np.float64),
    )
