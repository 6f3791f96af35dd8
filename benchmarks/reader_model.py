"""How a worker's own view and advice become a final view: the assumptions of the reader study.

Every number is an assumption. Where a study suggests the direction, it is named beside the number;
none of them measured social workers with this very design, so the size is ours and is swept in
``benchmarks.reader_study``. Views are log-odds of harm within a year.

Sources
-------
Tversky, Kahneman (1974), Science 185: estimates stay too close to a number seen first, even one
    from a wheel of fortune (anchoring, insufficient adjustment).
Yaniv, Kleinberger (2000), Organizational Behavior and Human Decision Processes 83, and the review
    of Bonaccio, Dalal (2006), same journal 101: who has a view of her own gives advice less weight
    than it merits (egocentric discounting). Yaniv (2004), same journal 93: less the farther it is
    from hers; Schultze, Rakotoarisoa, Schulz-Hardt (2015), Judgment and Decision Making 10, find a
    curve instead.
Fogliato et al. (2022), FAccT: 19 veterinary radiologists who answered first agreed less with the
    machine, whether it was right or wrong; it took them no longer.
Buçinca, Malaya, Gajos (2021), CSCW: having to answer first, to wait or to ask for advice lowered
    reliance on wrong advice; people liked it less.
Goddard, Roudsari, Wyatt (2014), International Journal of Medical Informatics 83: 26 doctors
    prescribed, saw advice, could change: 5.2 of 100 went from right to wrong, 13.1 to right.
Agarwal et al. (2023), NBER 31422: radiologists gave advice too little weight and did not allow for
    what it and they had both seen.
De-Arteaga, Fogliato, Chouldechova (2020), CHI: hotline workers followed the score less often where
    it was shown wrong.
Cheng et al. (2022), CHI: with the Allegheny tool, workers' decisions differed less between Black
    and white children than the tool's alone would have.
Dietvorst, Simmons, Massey (2015), Journal of Experimental Psychology: General 144: people turn from
    an algorithm they saw err, also where it errs less than they do.
Budzyń et al. (2025), Lancet Gastroenterology & Hepatology 10: endoscopists at four centres found
    adenomas in fewer patients without a machine after some months with one (28.4 of 100 before,
    22.4 after; observed, not randomised).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What there is to know. Half of it stands in no record. Round numbers, of no study."""

    many: int = 20_000
    facts: int = 10  # in the record, and as many in the home
    base: float = -2.0  # log-odds of harm where nothing speaks for or against: about 12 of 100
    record: float = 1.0  # spread of what the record holds, in log-odds
    home: float = 1.0  # spread of what can only be seen and heard
    group: float = 0.3  # share of a group whose true harm is like everybody's


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What she takes in when nothing distracts her."""

    many: int = 40
    reads: float = 0.6  # share of the facts of the record
    sees: float = 0.8  # share of the facts of the home
    whim: float = 0.5  # the same case on another day (spread)
    strictness: float = 0.4  # between workers (spread)
    prejudice: float = 0.0  # added for the group, whatever the facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Advice: what all facts of the record say together."""

    fidelity: float = 1.0  # correlation with the record's word; 0 is chance
    shift: float = 0.0  # too high for everybody, as after drift
    group_bias: float = 0.0  # too high for the group


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How advice meets her own view, in one order.

    Anchoring is three things here: she looks at fewer facts (Lyell, Coiera 2017 review why:
    checking costs effort), she discounts facts against the anchor, and she moves less from it.
    """

    weight: float  # of advice against her own view, where the two are close
    attention: float = 1.0  # share of the facts she would have taken in that she still takes in
    contrary: float = 1.0  # what is left of a fact that speaks against the anchor
    reach: float = 3.0  # distance in log-odds at which the weight has halved (Yaniv 2004)
    as_is: float = 0.05  # cases in which she takes advice as it is (Goddard 2014: order of size)
    aside: float = 0.1  # cases in which she puts it aside


BEFORE = Order(weight=0.5, attention=0.7, contrary=0.7)  # Tversky, Kahneman 1974; Buçinca 2021
AFTER = Order(weight=0.3)  # Yaniv, Kleinberger 2000; Fogliato 2022


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One set of assumptions."""

    cases: Cases = field(default_factory=Cases)
    worker: Worker = field(default_factory=Worker)
    model: Model = field(default_factory=Model)
    before: Order = BEFORE
    after: Order = AFTER
    habit: float = 0.5  # of the attention given up with advice, what stays away in a pause (Budzyń)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """Chance, drawn once and shared by every arm. Arrays are ``(cases,)`` or ``(cases, facts)``."""

    record: Floats
    home: Floats
    harmed: Bools
    group: Bools
    worker: NDArray[np.int64]  # whose case
    look_record: Floats  # uniform: seen where it is below the attention
    look_home: Floats
    mood: Floats  # whim and strictness together, log-odds
    slip: Floats  # uniform: low takes advice as it is, high puts it aside
    static: Floats  # standard normal: what a model without fidelity says


def draw(world: World, *, seed: int) -> Drawn:
    """Cases and chance for ``seed``."""
    rng = np.random.default_rng(seed)
    cases, worker = world.cases, world.worker
    shape = (cases.many, cases.facts)
    record = rng.normal(size=shape) * cases.record / np.sqrt(cases.facts)
    home = rng.normal(size=shape) * cases.home / np.sqrt(cases.facts)
    odds = cases.base + record.sum(axis=1) + home.sum(axis=1)
    whose = rng.integers(worker.many, size=cases.many)
    strict = rng.normal(size=worker.many)[whose]
    return Drawn(
        record=record,
        home=home,
        harmed=rng.random(cases.many) < share(odds),
        group=rng.random(cases.many) < cases.group,
        worker=whose,
        look_record=rng.random(shape),
        look_home=rng.random(shape),
        mood=worker.strictness * strict + worker.whim * rng.normal(size=cases.many),
        slip=rng.random(cases.many),
        static=rng.normal(size=cases.many),
    )


def share(odds: Floats) -> Floats:
    """Log-odds as shares."""
    result: Floats = 1 / (1 + np.exp(-odds))
    return result


def advise(world: World, drawn: Drawn) -> Floats:
    """Advice in log-odds: the record's word, averaged over what it cannot know.

    The average of a logistic over a normal of spread ``s`` is close to the logistic of the mean
    divided by ``sqrt(1 + pi * s**2 / 8)`` (MacKay 1992).
    """
    cases, model = world.cases, world.model
    kept = model.fidelity * drawn.record.sum(axis=1)
    lost = np.sqrt(1 - model.fidelity**2) * cases.record * drawn.static
    known = (cases.base + kept + lost) / _blur(cases)
    result: Floats = known + model.shift + model.group_bias * drawn.group
    return result


def _blur(cases: Cases) -> float:
    return float(np.sqrt(1 + np.pi * cases.home**2 / 8))


def own_view(
    world: World, drawn: Drawn, *, attention: float = 1.0, contrary: Floats | float = 1.0
) -> Floats:
    """What she thinks from the facts she takes in; what she does not see counts as nothing."""
    worker = world.worker
    record = drawn.record * (drawn.look_record < worker.reads * attention)
    home = drawn.home * (drawn.look_home < worker.sees * attention) * contrary
    felt = drawn.mood + worker.prejudice * drawn.group
    result: Floats = world.cases.base + record.sum(axis=1) + home.sum(axis=1) + felt
    return result


def final_view(
    world: World,
    drawn: Drawn,
    order: Order,
    advice: Floats,
    *,
    weight: Floats | float | None = None,
) -> Floats:
    """Her view with advice: a weighted mean of hers and the advice's, in log-odds.

    ``weight`` replaces the order's, by case: what a worker has learnt.
    """
    usual = world.cases.base / _blur(world.cases)
    speaks_up = np.sign(advice - usual)[:, None]
    contrary = np.where(np.sign(drawn.home) == -speaks_up, order.contrary, 1.0)
    own = own_view(world, drawn, attention=order.attention, contrary=contrary)
    weight = order.weight if weight is None else weight
    weight = weight / (1 + ((advice - own) / order.reach) ** 2)
    weight = np.where(drawn.slip < order.as_is, 1.0, weight)
    weight = np.where(drawn.slip > 1 - order.aside, 0.0, weight)
    result: Floats = own + weight * (advice - own)
    return result
