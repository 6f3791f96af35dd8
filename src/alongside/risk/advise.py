"""One estimate for one open decision, with its range and its reasons, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from alongside.core import AlongsideError
from alongside.risk.abstain import why_silent, why_too_wide
from alongside.risk.advice import Advice
from alongside.risk.reasons import reasons
from alongside.risk.released import Released
from alongside.risk.score import range_at, terms


def advise(
    released: Released,
    features: Mapping[str, float | None],
    *,
    version: int,
    as_of_on: date,
    known_events: int,
    missing_sources: Iterable[str] = (),
) -> Advice:
    """Advice from a released model on the features of one row of a matrix.

    ``features`` names every feature of the model, ``None`` where there is nothing to say; others
    are ignored. Whether advice may be seen is not asked here but at the door. Raises ``AL-R010``
    when a feature is not named.
    """
    known = _known(released, features)
    silent = list(
        why_silent(released, known, known_events=known_events, missing_sources=missing_sources)
    )
    found = terms(released, np.array([[math.nan if one is None else one for one in known]]))
    score = float(released.intercept + found.features.sum() + found.pairs.sum())
    estimate, low, high = range_at(released.calibrator, score)
    silent += why_too_wide(released, estimate=estimate, low=low, high=high)
    said = Advice(model=released.name, version=version, as_of_on=as_of_on, abstains=tuple(silent))
    if silent:
        return said
    named = reasons(released, known, found, score=score)
    return replace(
        said,
        base=released.base,
        estimate=estimate,
        low=low,
        high=high,
        reasons=named,
        rest=100 * (estimate - released.base) - sum(reason.points for reason in named),
    )


def _known(released: Released, features: Mapping[str, float | None]) -> list[float | None]:
    """Values in the model's order; NaN is nothing, as null is."""
    absent = [one.name for one in released.features if one.name not in features]
    if absent:
        raise AlongsideError(
            "AL-R010",
            seen=f"No value is given for {', '.join(absent)}",
            wanted="every feature of the model, null where there is nothing to say",
            do="Make the row with the model file that this model was trained from",
        )
    given = [features[one.name] for one in released.features]
    return [None if value is None or math.isnan(value) else float(value) for value in given]
