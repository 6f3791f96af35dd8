"""Can the features tell what the model must not know? How well they predict each audited trait."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alongside.privacy import suppress_small
from alongside.risk.card.clusters import distinct
from alongside.risk.card.estimate import Bools, Ints
from alongside.risk.card.rows import Rows
from alongside.risk.card.teller import Teller
from alongside.risk.card.words import in_order, listed, number, spoken

if TYPE_CHECKING:
    from alongside.agency.model_file import FeatureEntry

TELLS = 0.65  # an AUC above this is said to tell the trait
_MOST_ROWS = 10_000  # enough to tell .65 from .5 for a group of a hundred people
_CARRIERS = 3

_NAMED = {
    "postcode": r"post_?code|zip|neighbou?rhood|address|ward\b|tract",
    "school": r"school|nursery|kindergarten|pupil",
    "language": r"language|interpret|translat",
    "kind of benefit": r"benefit|welfare|allowance|food_?stamp|snap\b|tanf|medicaid|income_support",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One feature and how well it alone tells the group (AUC, whichever way round)."""

    feature: str
    auc: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How well all features together tell one group from the others, on people not learnt from."""

    trait: str
    value: str
    auc: float
    tells: bool
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedProxy:
    """A feature that by its name or kind often stands in for a trait."""

    feature: str
    what: str  # "postcode", "school" …


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """Groups and how well they are told; ``hidden`` were too small to look at."""

    says: str
    how: str
    above: float
    told: tuple[Told, ...]
    hidden: int
    named: tuple[NamedProxy, ...]


def judge_proxies(
    rows: Rows, features: Iterable[FeatureEntry], *, fewest: int, seed: int
) -> Proxies:
    """Tell each audited group from all others by the features, cross-fitted by unit."""
    among = some_units(rows.unit, _MOST_ROWS, seed)
    person = rows.person[among]
    teller = Teller(rows.features[among], rows.unit[among], seed=seed)
    told: list[Told] = []
    hidden = 0
    for trait, values in rows.traits.items():
        for value in in_order(str(one) for one in values):
            is_it = values[among] == value
            if _enough(person, is_it, fewest):
                told.append(_told(trait, value, teller, is_it, rows.names))
            else:
                hidden += 1
    given = tuple(features)
    named = named_proxies(given)
    made = tuple(sorted(told, key=lambda one: -one.auc))
    return Proxies(
        says=_say_proxies(made, named, age_given=_knows_age(given)),
        how=_HOW,
        above=TELLS,
        told=made,
        hidden=hidden,
        named=named,
    )


_HOW = (
    "A boosted model learnt each trait from the features of half the households and was tried on "
    "the other half, and the other way round. The figure is how often, of one who is in the group "
    "and one who is not, it names the right one: 50 of 100 is guessing. No protected trait is "
    "given to the model of this card; what tells one may still carry its history."
)


def _enough(person: Ints, is_it: Bools, fewest: int) -> bool:
    """Both the group and the others are large enough to be shown, on either side."""
    counts = (distinct(person[mask]) for mask in (is_it, ~is_it))
    return all(suppress_small(count, fewest=2 * fewest) is not None for count in counts)


def some_units(unit: Ints, most: int, seed: int) -> Ints:
    """Positions of the rows of randomly chosen whole units, about ``most`` of them."""
    names, codes = np.unique(unit, return_inverse=True)
    share = min(1.0, most / len(unit))
    kept = np.random.default_rng(seed).random(len(names)) < share
    return np.flatnonzero(kept[codes])


def _told(trait: str, value: str, teller: Teller, is_it: Bools, names: tuple[str, ...]) -> Told:
    together, alone = teller.together(is_it), teller.alone(is_it)
    return Told(
        trait=spoken(trait),
        value=value,
        auc=round(together, 3),
        tells=together > TELLS,
        carriers=tuple(
            Carrier(feature=names[place], auc=round(float(alone[place]), 3))
            for place in np.argsort(-alone)[:_CARRIERS]
        ),
    )


def named_proxies(features: Iterable[FeatureEntry]) -> tuple[NamedProxy, ...]:
    """Features whose name, kinds, sources or sentence speak of a usual stand-in."""
    found = []
    for feature in features:
        which = feature.which
        parts = (feature.name, feature.says, *(which.kinds + which.sources if which else ()))
        text = " ".join(parts).lower()
        for what, pattern in _NAMED.items():
            if re.search(pattern, text):
                found.append(NamedProxy(feature=feature.name, what=what))
    return tuple(found)


def _knows_age(features: tuple[FeatureEntry, ...]) -> bool:
    """Age may be a feature; that it tells the age band is then no discovery."""
    return any(one.aggregate == "age" for one in features)


def _say_proxies(told: tuple[Told, ...], named: tuple[NamedProxy, ...], *, age_given: bool) -> str:
    age = " Age itself is one of the features, so they tell the age." if age_given else ""
    return f"{_say_told(told, age_given=age_given)}{age}{_say_named(named)}"


def _say_told(told: tuple[Told, ...], *, age_given: bool) -> str:
    tells = [one for one in told if one.tells and not (age_given and one.trait == "age band")]
    parts = [
        f"{one.trait} {one.value} ({number(100 * one.auc, fine=False)} of 100 pairs, most by "
        f"{spoken(one.carriers[0].feature)})"
        for one in tells[:3]
    ]
    if not told:
        return "No group was large enough to see whether the features tell it."
    if not tells:
        other = "other " if age_given else ""
        return f"The features tell none of the {other}groups in more than 65 of 100 pairs."
    more = f", and {len(tells) - 3} more" if len(tells) > 3 else ""
    return f"The features together tell {listed(parts)}{more}."


def _say_named(named: tuple[NamedProxy, ...]) -> str:
    if not named:
        return ""
    kinds = listed(sorted({one.what for one in named}))
    return f" By name or kind, some features often stand in for a trait: {kinds}."
