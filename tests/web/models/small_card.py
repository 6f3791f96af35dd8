"""The card of a made-up training: one group is watched more than it is hurt."""

from __future__ import annotations

import json
from functools import lru_cache

import numpy as np

from alongside.risk.card import Truth, make_card
from alongside.risk.trained import Peer
from tests.risk_card.making import logistic, matrix, model_file, trained

ROWS = 9000


@lru_cache(maxsize=1)
def small_card() -> str:
    """The card as kept: 3,000 test rows, two traits, two peers, and the truth."""
    rng = np.random.default_rng(4)
    race = rng.choice(["Asian", "Black", "Mixed", "White", "Traveller"], ROWS, p=P_RACE)
    sex = rng.choice(["female", "male"], ROWS)
    moves, absences = rng.poisson(1.1, ROWS), rng.poisson(2.0 + 1.5 * (race == "Black"))
    harm = logistic(-2.6 + 0.55 * moves + 0.12 * absences - 0.1 * (race == "Black"))
    reported = np.where(race == "Black", 0.85, 0.7)
    label = (rng.random(ROWS) < harm * reported).astype(float)
    made = matrix(
        {"moves": moves.astype(float), "absences": absences.astype(float)},
        label,
        {"race": race, "sex": sex},
    )
    mine = trained(made, (0.5, 0.12), -2.7, peers=())
    peers = tuple(
        Peer(name=name, says=says, test=np.clip(mine.test.estimate + noise, 0.001, 0.999))
        for name, says, noise in (
            ("lightgbm", "LightGBM, 300 trees", rng.normal(0, 0.01, len(mine.test.at))),
            ("logistic", "Logistic regression", rng.normal(0, 0.05, len(mine.test.at))),
        )
    )
    with_peers = trained(made, (0.5, 0.12), -2.7, peers=peers)
    file = model_file(
        title="Report again", counts="closed assessments", shape=[SHAPE], split={"by_time": True}
    )
    truth = Truth(attainable=harm * reported, harm=harm, reported=reported)
    return json.dumps(make_card(with_peers, made, file, truth=truth, seed=1).as_json())


P_RACE = [0.2, 0.25, 0.1, 0.447, 0.003]
SHAPE = {
    "feature": "moves",
    "monotone": "up",
    "by": "Josef Castellanos, supervisor",
    "reason": "A move never makes a home steadier.",
}
