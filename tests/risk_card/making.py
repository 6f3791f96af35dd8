"""Made-up rows and trainings whose truth is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from alongside.agency.model_file import ModelFile, UseEntry
from alongside.risk.card.rows import Rows
from alongside.risk.released import About, Calibrator, Pins, Released, ReleasedFeature, sha256
from alongside.risk.trained import Parted, Peer, Scored, Trained
from alongside.timeline.matrix import Matrix, MatrixAbout

COUNTS = "referrals"


def logistic(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))


def rows(
    estimate: np.ndarray,
    y: np.ndarray,
    *,
    traits: dict[str, Any] | None = None,
    unit: np.ndarray | None = None,
    features: np.ndarray | None = None,
    names: tuple[str, ...] = ("moves",),
    days: int = 900,
) -> Rows:
    """Rows with a range of two of 100 either way; one row a unit unless said otherwise."""
    n = len(y)
    unit = np.arange(n) if unit is None else unit
    first = np.datetime64("2023-01-01")
    return Rows(
        y=np.asarray(y, dtype=np.int8),
        score=np.log(estimate / (1 - estimate)),
        estimate=np.asarray(estimate, dtype=float),
        low=np.clip(estimate - 0.02, 0, 1),
        high=np.clip(estimate + 0.02, 0, 1),
        unit=unit,
        person=np.arange(n),
        on=first + (np.arange(n) * days // n),
        traits={name: np.asarray(value, dtype=object) for name, value in (traits or {}).items()},
        features=np.asarray(estimate)[:, None] if features is None else features,
        names=names,
    )


def model_file(features: tuple[str, ...] = ("moves", "absences"), **changes: Any) -> ModelFile:
    said: dict[str, Any] = {
        "title": "Harm after a screened-in referral",
        "decision": "screening",
        "purposes": ["prevention"],
        "counts": COUNTS,
        "use_for": ["a second look at a referral"],
        "not_for": ["closing a case", "removal"],
        "cannot_know": ["what nobody has told us"],
        "cohort": {"which": {"kinds": ["referral"]}},
        "label": {
            "which": {"kinds": ["harm_confirmed"]},
            "within_days": 365,
            "says": "had harm confirmed within a year",
            "stands_for": "a child was harmed within a year",
            "mismatch": "harm that nobody reported is missing",
        },
        "feature": [counted(name) for name in features],
        "audit": {"traits": ["race"], "records": ["sex"], "intersections": [["race", "sex"]]},
        "use": {"capacity": 0.1},
    }
    return ModelFile.model_validate(said | changes)


def counted(name: str, kind: str = "move") -> dict[str, Any]:
    """A count of the last year."""
    return {
        "name": name,
        "says": f"{{n}} {name} in the last year",
        "aggregate": "count",
        "which": {"kinds": [kind]},
        "window_days": 365,
    }


def matrix(
    features: dict[str, np.ndarray],
    label: np.ndarray,
    audits: dict[str, np.ndarray],
    *,
    unit: np.ndarray | None = None,
    **about: Any,
) -> Matrix:
    """Rows evenly spread from 2020 to 2024."""
    n = len(label)
    days = np.datetime64("2020-01-01") + np.arange(n) * 1700 // n
    columns = {
        "row": pa.array(np.arange(n)),
        "person": pa.array([f"p{i}" for i in range(n)]),
        "unit": pa.array(np.arange(n) if unit is None else unit, pa.int64()),
        "as_of_on": pa.array(days.astype("datetime64[D]")),
        "label": pa.array([None if np.isnan(one) else int(one) for one in label], pa.int8()),
        "known_events": pa.array(np.full(n, 9)),
        "missing_sources": pa.array([""] * n),
    }
    columns |= {name: pa.array(values, pa.float64()) for name, values in features.items()}
    columns |= {f"audit_{name}": pa.array(list(values)) for name, values in audits.items()}
    said = {"kinds": {"move": ["casework", "prevention"]}} | about
    return Matrix(
        table=pa.table(columns),
        features=tuple(features),
        audits=tuple(audits),
        about=MatrixAbout(
            model="harm",
            model_sha256="a" * 64,
            generation="g1",
            data_until_on=str(date(2020, 1, 1) + timedelta(days=2000)),
            **said,
        ),
    )


def released(names: tuple[str, ...], weights: tuple[float, ...], intercept: float) -> Released:
    """A straight line in each feature, calibrated in steps of a hundredth of the log-odds."""
    edges = tuple(np.linspace(-6, 4, 400))
    middles = np.r_[edges[0], (np.array(edges[1:]) + np.array(edges[:-1])) / 2, edges[-1]]
    share = logistic(middles)
    return Released(
        name="harm",
        about=About(
            title="Harm after a screened-in referral",
            decision="screening",
            purposes=("prevention",),
            counts=COUNTS,
            label_says="had harm confirmed within a year",
            stands_for="a child was harmed",
            mismatch="harm that nobody reported is missing",
            within_days=365,
            use_for=("a second look",),
            not_for=("removal",),
            cannot_know=("what nobody has told us",),
        ),
        intercept=intercept,
        base=0.1,
        features=tuple(_line(name, weight) for name, weight in zip(names, weights, strict=True)),
        pairs=(),
        shapes=(),
        calibrator=Calibrator(
            edges=edges,
            zero=tuple(share),
            one=tuple(share),
            estimate=tuple(share),
            low=tuple(np.clip(share - 0.03, 0, 1)),
            high=tuple(np.clip(share + 0.03, 0, 1)),
            swing=0.0,
            rows=1000,
            events=100,
        ),
        most_missing=0,
        use=UseEntry(),
        pins=Pins(
            model_file="a" * 64, data="b" * 64, code="c" * 64, version="0", generation="g1", seed=1
        ),
    )


def _line(name: str, weight: float) -> ReleasedFeature:
    return ReleasedFeature(
        name=name,
        says=f"{{n}} {name}",
        says_none=f"no {name}",
        kinds=("move",),
        circumstance=None,
        of="person",
        aggregate="count",
        window_days=365,
        cuts=(),
        scores=(0.0,),
        missing=0.0,
        points=((-50.0, -50.0 * weight), (50.0, 50.0 * weight)),
        learnt=(0.0,),
        shares=(1.0,),
        missing_share=0.0,
        pair_cuts=(),
        seen_low=0,
        seen_high=9,
    )


def trained(
    matrix_: Matrix, weights: tuple[float, ...], intercept: float, *, peers: tuple[Peer, ...] = ()
) -> Trained:
    """As if trained on the first half of the rows, calibrated on a sixth and tested on the rest."""
    from alongside.risk.arrays import labels, values
    from alongside.risk.train import score_rows

    model = released(matrix_.features, weights, intercept)
    table, label = values(matrix_, matrix_.features), labels(matrix_)
    n = len(label)
    parts = np.split(np.arange(n), [n // 2, n // 2 + n // 6])
    scored: list[Scored] = [score_rows(model, table, label, at=at) for at in parts]
    content = model.to_bytes()
    return Trained(
        released=model,
        content=content,
        sha256=sha256(content),
        parted=Parted(
            seed=1,
            by_time=True,
            test_from="2023-01-01",
            train_units=len(parts[0]),
            calibration_units=len(parts[1]),
            test_units=len(parts[2]),
            left_out={"a household on both sides": 150},
        ),
        train=scored[0],
        calibration=scored[1],
        test=scored[2],
        peers=peers,
    )
