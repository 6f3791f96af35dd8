"""A simulated reader study: advice after one's own judgement, before it, or never.

``script/bench reader`` prints the figures; ``python -m benchmarks.reader_study --json FILE`` every
arm of every world, and writes them with a sweep over the assumptions. What is assumed stands in
``benchmarks.reader_model``; what it means, in ``docs/explanation/judging-first.md``. No person took
part.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reader_learning import learn
from benchmarks.reader_model import (
    AFTER,
    BEFORE,
    Bools,
    Cases,
    Drawn,
    Floats,
    Model,
    Order,
    Worker,
    World,
    advise,
    draw,
    final_view,
    own_view,
)

SEEDS = tuple(range(1, 9))
VISITS = 0.3  # share of the referrals that can be visited while all is well
FAIR_ODDS = 0.15 / 0.85  # a visit for nothing against a harm missed: net benefit at 15 of 100

WORLDS: dict[str, World] = {
    "as_assumed": World(),
    "no_anchoring": World(before=AFTER),
    "little_seen_at_home": World(cases=Cases(home=0.3), worker=Worker(sees=0.3, whim=1.0)),
    "much_seen_at_home": World(cases=Cases(home=1.5)),
    "judging_first_costs_time": World(after=replace(AFTER, attention=0.5)),
    "advice_ignored_after": World(after=replace(AFTER, weight=0.05, as_is=0.0, aside=0.3)),
    "advice_taken_as_is": World(before=replace(BEFORE, as_is=0.4), after=replace(AFTER, as_is=0.4)),
    "advice_by_chance": World(model=Model(fidelity=0.0)),
    "advice_drifted": World(model=Model(fidelity=0.5, shift=0.7)),
    "advice_biased": World(model=Model(group_bias=0.8)),
    "workers_biased": World(worker=Worker(prejudice=0.8)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an arm's decisions come to. Shares of all cases, unless said otherwise."""

    auc: float
    found: float  # of the harmed, those visited
    visited: float
    net_benefit: float  # harms found, less visits for nothing at the fair odds, per case
    right_to_wrong: float  # against the same worker's decision without advice
    wrong_to_right: float
    gap: float  # visited among the unharmed of the group, less the same of the others


def run(world: World, *, seed: int) -> dict[str, Outcome]:
    """Every arm on the same cases and the same chance.

    Each arm's cut lets ``VISITS`` of the cases through while advice is sound and nobody is biased:
    workers know how many visits there can be. It stays where it is when something goes wrong.
    """
    drawn = draw(world, seed=seed)
    calm = replace(world, model=Model(), worker=replace(world.worker, prejudice=0.0))
    usual, now = views(calm, drawn), views(world, drawn)
    usual |= {arm: usual[arm.removesuffix("_paused")] for arm in now if arm.endswith("_paused")}
    visited = {arm: now[arm] > np.quantile(usual[arm], 1 - VISITS) for arm in now}
    return {arm: _outcome(drawn, now[arm], visited[arm], visited["never"]) for arm in now}


def views(world: World, drawn: Drawn) -> dict[str, Floats]:
    """The final view in each arm; ``alone`` is advice without a worker."""
    advice = advise(world, drawn)
    return {
        "never": own_view(world, drawn),
        "before": final_view(world, drawn, world.before, advice),
        "after": final_view(world, drawn, world.after, advice),
        "alone": advice,
        "before_paused": own_view(world, drawn, attention=_left(world, world.before)),
        "after_paused": own_view(world, drawn, attention=_left(world, world.after)),
    }


def auc(harmed: Bools, view: Floats) -> float:
    """Chance that a harmed case stands above an unharmed one (Mann, Whitney 1947; no ties)."""
    ranks = np.empty(len(view))
    ranks[np.argsort(view)] = np.arange(1, len(view) + 1)
    ill = int(harmed.sum())
    well = len(view) - ill
    return float((ranks[harmed].sum() - ill * (ill + 1) / 2) / (ill * well))


def means(world: World, *, seeds: tuple[int, ...] = SEEDS) -> dict[str, Outcome]:
    """Outcomes averaged over seeds."""
    runs = [run(world, seed=seed) for seed in seeds]
    return {arm: _mean([one[arm] for one in runs]) for arm in runs[0]}


def sweep(*, many: int = 10_000, seeds: tuple[int, ...] = SEEDS[:2]) -> list[dict[str, float]]:
    """AUC of each order over anchoring, what the home tells, the model, and the weight after."""
    cells = product((1.0, 0.85, 0.7, 0.5), (0.25, 0.5, 1.0, 1.5), (0.0, 0.5, 1.0), (0.05, 0.3, 0.5))
    return [_cell(cell, many=many, seeds=seeds) for cell in cells]


FIGURES = (
    *((name, "auc") for name in WORLDS),
    ("as_assumed", "right_to_wrong"),
    ("as_assumed", "wrong_to_right"),
    ("advice_by_chance", "right_to_wrong"),
    ("advice_drifted", "visited"),
    ("advice_biased", "gap"),
    ("workers_biased", "gap"),
)
LEARNING = ("as_assumed", "little_seen_at_home", "advice_by_chance")


def rows() -> list[dict[str, Any]]:
    """The figures of ``script/bench reader``: judging first, the other arms beside it."""
    found = {name: means(world) for name, world in WORLDS.items()}
    figures = [_row(name, measure, found[name]) for name, measure in FIGURES]
    figures += [_learning(name, found[name]["after"]) for name in LEARNING]
    return [*figures, _paused(found["as_assumed"]), _better(sweep())]


def learnt(world: World, *, seeds: tuple[int, ...] = SEEDS[:3]) -> tuple[float, float]:
    """Mean weight and AUC of workers who judged first and saw eight rounds of outcomes."""
    ends = [learn(world, visits=VISITS, seed=seed) for seed in seeds]
    reached = [auc(one.drawn.harmed, one.views) for one in ends]
    return float(np.mean([one.weight for one in ends])), float(np.mean(reached))


def _left(world: World, order: Order) -> float:
    return 1 - world.habit * (1 - order.attention)


def _outcome(drawn: Drawn, view: Floats, visited: Bools, without: Bools) -> Outcome:
    harmed, unharmed = drawn.harmed, ~drawn.harmed
    right, was_right = visited == harmed, without == harmed
    return Outcome(
        auc=auc(harmed, view),
        found=float(visited[harmed].mean()),
        visited=float(visited.mean()),
        net_benefit=float((visited & harmed).mean() - FAIR_ODDS * (visited & unharmed).mean()),
        right_to_wrong=float((was_right & ~right).mean()),
        wrong_to_right=float((~was_right & right).mean()),
        gap=float(visited[unharmed & drawn.group].mean() - visited[unharmed & ~drawn.group].mean()),
    )


def _mean(outcomes: list[Outcome]) -> Outcome:
    names = Outcome.__slots__
    return Outcome(
        **{name: float(np.mean([getattr(one, name) for one in outcomes])) for name in names}
    )


def _cell(
    cell: tuple[float, float, float, float], *, many: int, seeds: tuple[int, ...]
) -> dict[str, float]:
    kept, home, fidelity, weight = cell
    world = World(
        cases=Cases(many=many, home=home),
        model=Model(fidelity=fidelity),
        before=replace(BEFORE, attention=kept, contrary=kept),
        after=replace(AFTER, weight=weight),
    )
    arms = means(world, seeds=seeds)
    said = {"attention_before": kept, "home": home, "fidelity": fidelity, "weight_after": weight}
    return said | {arm: arms[arm].auc for arm in ("never", "before", "after", "alone")}


def _row(name: str, measure: str, arms: Mapping[str, Outcome]) -> dict[str, Any]:
    value = {arm: round(getattr(one, measure), 4) for arm, one in arms.items()}
    return {
        "figure": f"reader.{name}.{measure}",
        "value": value["after"],
        "unit": measure if measure == "auc" else "share",
        "peer": "before, never, advice alone",
        "peer_value": f"{value['before']}, {value['never']}, {value['alone']}",
        "command": "script/bench reader",
    }


def _paused(arms: Mapping[str, Outcome]) -> dict[str, Any]:
    row = _row("paused", "auc", arms)
    after, before = (round(arms[f"{arm}_paused"].auc, 4) for arm in ("after", "before"))
    beside = {"peer": "before, never", "peer_value": f"{before}, {round(arms['never'].auc, 4)}"}
    return row | {"value": after} | beside


def _learning(name: str, without: Outcome) -> dict[str, Any]:
    weight, reached = learnt(WORLDS[name])
    return {
        "figure": f"reader.{name}.learnt_auc",
        "value": round(reached, 4),
        "unit": "auc",
        "peer": "before learning; weight then and now",
        "peer_value": f"{without.auc:.4f}; {AFTER.weight}, {weight:.2f}",
        "command": "script/bench reader",
    }


def _better(cells: list[dict[str, float]]) -> dict[str, Any]:
    """How often judging first wins over the sweep, which is no probability of anything."""
    wins = float(np.mean([cell["after"] > cell["before"] for cell in cells]))
    return {
        "figure": "reader.sweep.after_better",
        "value": round(wins, 3),
        "unit": "of cells",
        "peer": "cells",
        "peer_value": len(cells),
        "command": "python -m benchmarks.reader_study --json FILE",
    }


def main() -> None:
    """Print the table; write it, every arm and the sweep with ``--json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write worlds and sweep here")
    arguments = parser.parse_args()
    found = {name: means(world) for name, world in WORLDS.items()}
    for name, arms in found.items():
        print(name)
        for arm, one in arms.items():
            print(f"  {arm:14}", *(f"{key} {getattr(one, key):.3f}" for key in Outcome.__slots__))
    if arguments.json:
        tables = {
            name: {
                arm: {key: round(getattr(one, key), 4) for key in Outcome.__slots__}
                for arm, one in arms.items()
            }
            for name, arms in found.items()
        }
        after_learning = {name: learnt(WORLDS[name]) for name in LEARNING}
        said = {
            "seeds": SEEDS,
            "worlds": tables,
            "weight_and_auc_learnt": after_learning,
            "sweep": sweep(),
        }
        arguments.json.write_text(json.dumps(said, indent=2) + "\n")


if __name__ == "__main__":
    main()
