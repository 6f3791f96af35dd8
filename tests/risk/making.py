"""Made-up matrices whose truth is known, and model files that fit them."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from alongside.agency.model_file import ModelFile
from alongside.timeline.matrix.matrix import Matrix, MatrixAbout

NAMES = ("moves", "absences", "years", "visits")


def model_file(**changes: Any) -> ModelFile:
    """Four features: moves and absences raise, visits lower; years of age is often unknown."""
    said: dict[str, Any] = {
        "title": "Harm after a screened-in referral",
        "decision": "screening",
        "purposes": ["prevention"],
        "counts": "referrals",
        "use_for": ["a second look"],
        "not_for": ["closing a case"],
        "cannot_know": ["what nobody has told us"],
        "cohort": {"which": {"kinds": ["referral"]}},
        "label": {
            "which": {"kinds": ["harm"]},
            "within_days": 365,
            "says": "had harm confirmed within a year",
            "stands_for": "harm",
            "mismatch": "harm that nobody reported is missing",
        },
        "feature": [
            feature("moves", "{n} move(s) in the last year", circumstance="housing"),
            feature("absences", "{n} day(s) missed at school in the last year"),
            {
                "name": "years",
                "says": "{n} year(s) old",
                "says_none": "age not known",
                "aggregate": "age",
            },
            feature("visits", "{n} visit(s) kept in the last year"),
        ],
        "training": {"bags": 2, "interactions": 2, "bins": 32},
    }
    return ModelFile.model_validate(said | changes)


def feature(name: str, says: str, **more: Any) -> dict[str, Any]:
    """A count of the last year."""
    counted = {"aggregate": "count", "which": {"kinds": [name]}, "window_days": 365}
    return {"name": name, "says": says, "says_none": f"no {name} known", **counted, **more}


def made_up(rows: int = 6000, *, seed: int = 1) -> Matrix:
    """Three rows a unit, from 2018 to 2023; the age of one in five is null."""
    rng = np.random.default_rng(seed)
    moves, absences, visits = rng.poisson((1.0, 5.0, 2.0), (rows, 3)).astype(float).T
    years = np.where(rng.random(rows) < 0.2, np.nan, rng.uniform(0, 18, rows))
    truth = -3 + 0.6 * moves + 0.1 * absences - 0.3 * visits + np.where(years < 2, 1.0, 0.0)
    return matrix_of(
        {"moves": moves, "absences": absences, "years": years, "visits": visits},
        label=(rng.random(rows) < 1 / (1 + np.exp(-truth))).astype(float),
        unit=rng.integers(0, max(1, rows // 3), rows),
        on=rng.integers(0, 6 * 365, rows),
    )


def matrix_of(
    columns: dict[str, Any], *, label: Any, unit: Any, on: Any, about: str = "harm"
) -> Matrix:
    """A matrix of these columns; ``on`` is days after 2018-01-01, NaN is null."""
    order = np.argsort(on, kind="stable")
    days = (np.datetime64("2018-01-01") + np.asarray(on)[order]).astype("datetime64[D]")
    label = np.asarray(label, dtype=float)[order]
    table = {
        "row": pa.array(np.arange(len(order))),
        "person": pa.array([f"p{number}" for number in range(len(order))]),
        "unit": pa.array(np.asarray(unit)[order].astype(np.int64)),
        "as_of_on": pa.array(days, pa.date32()),
        "label": pa.array([None if np.isnan(one) else int(one) for one in label], pa.int8()),
        "known_events": pa.array(np.full(len(order), 9)),
        "missing_sources": pa.array([""] * len(order)),
    }
    table |= {
        name: pa.array(np.asarray(column)[order], from_pandas=True)
        for name, column in columns.items()
    }
    return Matrix(
        table=pa.table(table),
        features=tuple(columns),
        audits=(),
        about=MatrixAbout(
            model=about,
            model_sha256="0" * 64,
            generation="g1",
            data_until_on=date(2024, 12, 31).isoformat(),
        ),
    )
