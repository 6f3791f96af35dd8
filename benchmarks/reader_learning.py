"""What a worker can learn of advice when her own view was kept beside it.

Who judges first has two views of each case and, where there was a visit, what came of it: she can
compare. Who sees advice first has one view with the advice already in it, and nothing to compare.
That outcomes come back at all, and soon, is the assumption here; Dietvorst et al. (2015) found that
people who see an algorithm err turn from it faster than it deserves, which is not in the model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.reader_model import (
    Bools,
    Drawn,
    Floats,
    World,
    advise,
    draw,
    final_view,
    own_view,
    share,
)

GRID = np.linspace(0, 1, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """After some rounds: the weight workers give advice on average, and the views they reach."""

    weight: float
    views: Floats
    drawn: Drawn


def learn(world: World, *, rounds: int = 8, pace: float = 0.5, visits: float, seed: int) -> Learnt:
    """Let each worker move her weight towards what would have served her best, round by round.

    ``pace`` is how far she moves (0 to 1); only the visited share ``visits`` tells her anything.
    """
    weights = np.full(world.worker.many, world.after.weight)
    order = replace(world.after, as_is=0.0, aside=0.0)  # slips would only hide what is learnt
    for turn in range(rounds):
        drawn = draw(world, seed=1000 * seed + turn)
        advice = advise(world, drawn)
        views = final_view(world, drawn, order, advice, weight=weights[drawn.worker])
        own = own_view(world, drawn, attention=order.attention)
        seen = views > np.quantile(views, 1 - visits)
        best = _best(drawn, own, advice, seen, workers=len(weights))
        weights = weights + pace * (best - weights)
    return Learnt(weight=float(weights.mean()), views=views, drawn=drawn)


def _best(drawn: Drawn, own: Floats, advice: Floats, seen: Bools, *, workers: int) -> Floats:
    """For each worker the weight under which her visited cases would have surprised her least."""
    losses = []
    for weight in GRID:
        said = share(own + weight * (advice - own))
        loss = -np.log(np.where(drawn.harmed, said, 1 - said))
        losses.append(np.bincount(drawn.worker[seen], loss[seen], minlength=workers))
    result: Floats = GRID[np.argmin(losses, axis=0)]
    return result
