"""Compare what a simulated population shows with what was published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calibration import Calibration, at_least_one, expected
from alongside.simulate.families import Population, observed_days
from alongside.simulate.harm import AGES, BAND_OF_AGE
from alongside.simulate.interval import count_interval, share_interval
from alongside.simulate.published import AGE_BANDS, GROUPS, Published, band_name, published_rates
from alongside.simulate.report import Rate
from alongside.simulate.reporters import REPORTERS, reporter_shares
from alongside.simulate.reporting import Referrals

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """Expected and realised events and years of observation, each ``(children, 18)``."""

    years: Floats
    referrals: Floats
    investigations: Floats
    victims: Floats
    drawn_referrals: Floats
    drawn_investigations: Floats
    drawn_victims: Floats
    group: NDArray[np.int8]
    by_18: Floats
    drawn_by_18: NDArray[np.bool_]
    reporters: Floats
    drawn_reporters: NDArray[np.int64]


def compare_rates(
    solved: Calibration, population: Population, referrals: Referrals, rng: np.random.Generator
) -> tuple[Rate, ...]:
    """Every published rate beside the expected and the realised one.

    ``rng`` draws, for the share investigated by 18 only, whole childhoods of the simulated
    children: the simulated years are too few to see one.
    """
    seen = _see(solved, population, referrals, rng)
    return tuple(
        _rate(wanted, _MEASURES[wanted.measure](seen, wanted.of)) for wanted in published_rates()
    )


def _see(
    solved: Calibration, population: Population, referrals: Referrals, rng: np.random.Generator
) -> _Seen:
    children = population.children
    family = population.family[children]
    group, poverty = population.group[family], population.poverty[family]
    years = observed_days(population.born[children])[1] / 365.25
    model = expected(solved)
    shape = solved.frailty_shape
    childhood = model.investigations[group, poverty].sum(axis=1)
    referred = (model.harm_referrals + model.other_referrals)[group, poverty] * years
    return _Seen(
        years=years,
        referrals=referred,
        investigations=model.investigations[group, poverty] * years,
        victims=at_least_one(model.victims[group, poverty] * years, shape),
        drawn_referrals=_counts(referrals, len(children), np.ones(len(referrals), dtype=bool)),
        drawn_investigations=_counts(referrals, len(children), referrals.screened_in),
        drawn_victims=np.minimum(_counts(referrals, len(children), referrals.found()), 1),
        group=group,
        by_18=at_least_one(childhood, shape),
        drawn_by_18=rng.random(len(children)) > np.exp(-population.frailty[family] * childhood),
        reporters=referred.sum(axis=0) @ reporter_shares(solved),
        drawn_reporters=np.bincount(referrals.reporter, minlength=len(REPORTERS)),
    )


def _counts(referrals: Referrals, children: int, which: NDArray[np.bool_]) -> Floats:
    cell = referrals.child[which] * AGES + referrals.age[which]
    counts = np.bincount(cell, minlength=children * AGES).reshape(children, AGES)
    return counts.astype(np.float64)


class _Answer(NamedTuple):
    """Expected and drawn events, each of so many; ``share`` in percent, else a rate of 1,000."""

    expected: float
    drawn: float
    of_expected: float
    of_drawn: float
    share: bool


def _referrals(seen: _Seen, of: str) -> _Answer:
    years = float(seen.years.sum())
    return _Answer(seen.referrals.sum(), seen.drawn_referrals.sum(), years, years, False)


def _screened_in(seen: _Seen, of: str) -> _Answer:
    return _Answer(
        seen.investigations.sum(),
        seen.drawn_investigations.sum(),
        seen.referrals.sum(),
        seen.drawn_referrals.sum(),
        True,
    )


def _victims(seen: _Seen, of: str) -> _Answer:
    return _victims_in(seen, np.ones_like(seen.years, dtype=bool))


def _victims_group(seen: _Seen, of: str) -> _Answer:
    rows = seen.group == GROUPS.index(of)
    return _victims_in(seen, np.repeat(rows[:, None], AGES, axis=1))


def _victims_age(seen: _Seen, of: str) -> _Answer:
    band = [band_name(band) for band in AGE_BANDS].index(of)
    return _victims_in(seen, np.tile(np.equal(BAND_OF_AGE, band), (len(seen.years), 1)))


def _victims_in(seen: _Seen, cells: NDArray[np.bool_]) -> _Answer:
    years = float(seen.years[cells].sum())
    victims, drawn = seen.victims[cells].sum(), seen.drawn_victims[cells].sum()
    return _Answer(victims, drawn, years, years, False)


def _by_18(seen: _Seen, of: str) -> _Answer:
    children = float(len(seen.by_18))
    return _Answer(seen.by_18.sum(), seen.drawn_by_18.sum(), children, children, True)


def _reporter(seen: _Seen, of: str) -> _Answer:
    place = REPORTERS.index(of)
    return _Answer(
        seen.reporters[place],
        float(seen.drawn_reporters[place]),
        seen.reporters.sum(),
        float(seen.drawn_reporters.sum()),
        True,
    )


_MEASURES: dict[str, Callable[[_Seen, str], _Answer]] = {
    "referrals": _referrals,
    "screened_in": _screened_in,
    "victims": _victims,
    "victims_group": _victims_group,
    "victims_age": _victims_age,
    "by_18": _by_18,
    "reporter": _reporter,
}


def _rate(wanted: Published, seen: _Answer) -> Rate:
    scale = 100 if seen.share else 1000
    simulated = scale * float(seen.expected) / float(seen.of_expected)
    interval = share_interval if seen.share else count_interval
    low, high = interval(float(seen.drawn), float(seen.of_drawn))
    return Rate(
        name=wanted.name,
        source=wanted.source,
        unit=wanted.unit,
        published=wanted.value,
        simulated=simulated,
        ratio=simulated / wanted.value,
        realised=scale * float(seen.drawn) / max(float(seen.of_drawn), 1e-9),
        low=scale * low,
        high=scale * high,
        events=int(seen.drawn),
    )
