"""Does it stay the same over time? AUC and happened over said, by period of the as-of date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from alongside.privacy import suppress_small
from alongside.risk.card.clusters import ratio_among
from alongside.risk.card.estimate import Bools, Estimate
from alongside.risk.card.resample import Resamples
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import plain

_QUARTERS_UP_TO_DAYS = 3 * 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A quarter or a year; without figures if it has too few people or too few events."""

    name: str
    rows: int | None
    auc: Estimate | None
    ratio: Estimate | None  # happened over said


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The periods in order, and what they show."""

    says: str
    periods: tuple[Period, ...]


def judge_stability(rows: Rows, resamples: Resamples, *, fewest: int) -> Stability:
    """Figures of every quarter; of years, over three years or if most quarters have too few."""
    spanned = int((rows.on.max() - rows.on.min()).astype(int))
    made = _by(quarters, rows, resamples, fewest) if spanned <= _QUARTERS_UP_TO_DAYS else ()
    if 2 * sum(one.auc is not None for one in made) <= len(made):
        made = _by(years, rows, resamples, fewest)
    return Stability(says=_says(made), periods=made)


def _by(
    cut: Callable[[Rows], Iterator[tuple[str, Bools]]],
    rows: Rows,
    resamples: Resamples,
    fewest: int,
) -> tuple[Period, ...]:
    return tuple(period_of(rows, name, mask, resamples, fewest=fewest) for name, mask in cut(rows))


def quarters(rows: Rows) -> Iterator[tuple[str, Bools]]:
    """``2023 Q1`` and its rows, in order of time."""
    keys = rows.on.astype("datetime64[M]").astype(int) // 3
    for key in np.unique(keys):
        yield f"{1970 + key // 4} Q{key % 4 + 1}", keys == key


def years(rows: Rows) -> Iterator[tuple[str, Bools]]:
    """``2023`` and its rows, in order of time."""
    keys = rows.on.astype("datetime64[Y]").astype(int)
    for key in np.unique(keys):
        yield str(1970 + key), keys == key


def period_of(rows: Rows, name: str, mask: Bools, resamples: Resamples, *, fewest: int) -> Period:
    """One period; AUC needs enough people of either outcome."""
    count = suppress_small(int(mask.sum()), fewest=fewest)
    either = (mask & rows.happened, mask & ~rows.happened)
    if count is None or min(rows.people(one) for one in either) < fewest:
        return Period(name=name, rows=count, auc=None, ratio=None)
    return Period(
        name=name,
        rows=count,
        auc=resamples.auc(rows.y, rows.score, mask).estimate,
        ratio=ratio_among(rows.y.astype(float), rows.estimate, mask, rows.unit),
    )


def _says(made: tuple[Period, ...]) -> str:
    shown = [one for one in made if one.auc is not None and one.ratio is not None]
    if len(shown) < 2:
        return "There are too few periods with enough rows to see whether it stays the same."
    aucs = [one.auc.value for one in shown if one.auc]
    start = f"Over {len(shown)} periods its AUC lay between {min(aucs):.2f} and {max(aucs):.2f}. "
    off = [one for one in shown if one.ratio and not one.ratio.holds(1)]
    if not off:
        return f"{start}In each of them what happened is what it said, within what chance allows."
    parts = [
        f"in {one.name} it happened {plain(one.ratio)} times as often as it said"
        for one in off[-3:]
        if one.ratio
    ]
    which = f"{len(off)} of {len(shown)}, lately" if len(off) > 3 else "some"
    return f"{start}It did not keep its word in {which}: {'; '.join(parts)}."
