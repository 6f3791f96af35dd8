"""How long a training takes, card and peers included, and how fast one estimate is given.

``python -m benchmarks.train run`` (or ``ask``) prints what one process took, as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from typing import Any

from benchmarks.agency import CACHE

ROWS = int(os.environ.get("BENCH_ROWS", "200000"))
FEATURES = 60
QUESTIONS = 2000
SEED = 1
PLACE = CACHE / f"train-{ROWS}"
MATRIX, RELEASED = PLACE / "matrix.parquet", PLACE / "released.json"

Row = dict[str, Any]


def train() -> list[Row]:
    """A matrix of 200,000 rows and 60 features, from memory to a card, in its own process."""
    found = _apart("run")
    beside = f"{ROWS} rows x {FEATURES}, to reach"
    return [
        _row("train.s", found["seconds"], "s", beside, 120),
        _row("train.rss_gb", found["rss_gb"], "GB", beside, 4),
        _row("train.auc", found["auc"], "AUC", "LightGBM, same split", found["peer_auc"]),
    ]


def advise() -> list[Row]:
    """One estimate with range and reasons where nothing that trains was imported."""
    if not RELEASED.exists():
        _apart("run")
    found = _apart("ask")
    return [
        _row("advise.p95_ms", found["p95_ms"], "ms", "to reach", 10),
        _row("advise.imports_sklearn", found["heavy"], "modules", "to reach", 0),
    ]


def made_up() -> None:
    """Write the matrix once: counts and measures with gaps, two and three rows a unit."""
    import numpy as np
    import pyarrow as pa

    from alongside.timeline.matrix.matrix import Matrix, MatrixAbout, write_matrix

    rng = np.random.default_rng(SEED)
    names = [f"f{number}" for number in range(FEATURES)]
    columns = [_column(rng, number) for number in range(FEATURES)]
    odds = -3.5 + 0.4 * columns[1] - 0.3 * columns[2] + 0.5 * np.nan_to_num(columns[0])
    odds += 0.1 * columns[4] * (columns[5] > 2) + 0.1 * columns[7] - 0.2 * (columns[8] == 0)
    days = np.sort(rng.integers(0, 6 * 365, ROWS)) + np.datetime64("2018-01-01")
    table = {
        "row": np.arange(ROWS),
        "person": pa.array([f"p{number}" for number in range(ROWS)]),
        "unit": rng.integers(0, ROWS // 2, ROWS),
        "as_of_on": pa.array(days.astype("datetime64[D]"), pa.date32()),
        "label": pa.array((rng.random(ROWS) < 1 / (1 + np.exp(-odds))).astype(np.int8)),
        "known_events": rng.poisson(20, ROWS),
        "missing_sources": pa.array([""] * ROWS),
    }
    table |= {
        name: pa.array(column, from_pandas=True)
        for name, column in zip(names, columns, strict=True)
    }
    table["audit_group"] = pa.array(rng.choice(["north", "south", "east"], ROWS))
    about = MatrixAbout(
        model="made_up", model_sha256="0" * 64, generation="made up", data_until_on="2024-12-31"
    )
    PLACE.mkdir(parents=True, exist_ok=True)
    write_matrix(
        Matrix(table=pa.table(table), features=tuple(names), audits=("group",), about=about), MATRIX
    )


def run() -> Row:
    """Train and make the card, then keep the released model."""
    from alongside.risk import train as train_on
    from alongside.risk.card import make_card
    from alongside.timeline.matrix.matrix import read_matrix

    matrix, model = read_matrix(MATRIX), _model()
    begun = time.perf_counter()
    trained = train_on(matrix, model, seed=SEED, progress=_say)
    _say("Making the card", 1.0)
    make_card(trained, matrix, model, seed=SEED)
    took = time.perf_counter() - begun
    RELEASED.write_bytes(trained.content)
    from sklearn.metrics import roc_auc_score

    test = trained.test.label
    peers = {peer.name: peer.test for peer in trained.peers}
    return {
        "seconds": round(took, 1),
        "rss_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "auc": round(roc_auc_score(test, trained.test.score), 4),
        "peer_auc": round(roc_auc_score(test, peers["lightgbm"]), 4),
    }


def ask() -> Row:
    """Ask the released model about made-up rows, one at a time."""
    import numpy as np

    from alongside.risk import advise as advise_on
    from alongside.risk import load_released
    from alongside.risk.released import sha256

    content = RELEASED.read_bytes()
    released = load_released(content, sha256=sha256(content))
    rng = np.random.default_rng(SEED)
    table = np.stack([_column(rng, number, rows=QUESTIONS) for number in range(FEATURES)], axis=1)
    took = []
    for line in table:
        features = dict(zip((one.name for one in released.features), line.tolist(), strict=True))
        begun = time.perf_counter()
        advise_on(released, features, version=1, as_of_on=date(2024, 1, 1), known_events=9)
        took.append(1000 * (time.perf_counter() - begun))
    heavy = {"sklearn", "interpret", "lightgbm"} & set(sys.modules)
    return {"p95_ms": round(float(np.quantile(took, 0.95)), 2), "heavy": len(heavy)}


def _model() -> Any:
    from alongside.agency.model_file import ModelFile

    counted = {"aggregate": "count", "which": {"kinds": ["made_up"]}}
    named = [f"f{number}" for number in range(FEATURES)]
    return ModelFile.model_validate(
        {
            "title": "Made up",
            "decision": "none",
            "purposes": ["benchmark"],
            "counts": "rows",
            "use_for": ["timing"],
            "not_for": ["anything else"],
            "cannot_know": ["anything"],
            "cohort": {"which": {"kinds": ["made_up"]}},
            "label": {
                "which": {"kinds": ["made_up"]},
                "within_days": 365,
                "says": "had it",
                "stands_for": "it",
                "mismatch": "none: it is made up",
            },
            "feature": [{"name": name, "says": f"{{n}} {name}", **counted} for name in named],
            "audit": {"traits": ["group"], "records": []},
        }
    )


def _column(rng: Any, number: int, *, rows: int = ROWS) -> Any:
    import numpy as np

    if number % 3:
        return rng.poisson(0.2 + number / 10, rows).astype(float)
    return np.where(rng.random(rows) < 0.3, np.nan, rng.normal(size=rows))


def _apart(what: str) -> Row:
    if not MATRIX.exists():
        made_up()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.train", what],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


def _say(stage: str, share: float) -> None:
    print(f"{time.process_time():7.1f} s of CPU  {stage}", file=sys.stderr)


def _row(figure: str, value: Any, unit: str, peer: str, peer_value: Any) -> Row:
    command = f"script/bench {figure.split('.')[0]}"
    return {
        "figure": figure,
        "value": value,
        "unit": unit,
        "peer": peer,
        "peer_value": peer_value,
        "command": command,
    }


if __name__ == "__main__":
    print(json.dumps({"run": run, "ask": ask}[sys.argv[1]]()))
