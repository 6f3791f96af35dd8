"""How good the glass box is on real interviews and, where the truth is known, how near the best."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.advice_truth import BEST, Tried, matrix_of, newest, tried
from benchmarks.agency import CACHE, agency_of, alongside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alongside.agency import ModelFile
    from alongside.timeline.matrix import Matrix

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "500000"))
ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ALONGSIDE_SHARED_DATA", ROOT.parent / "shared" / "data"))
FOLDS, SEEDS, DRAWS = 5, range(5), 400
# what simple means reach on the same rows, five folds by person
SIMPLE = {
    "homeless": "to reach .81; last value .776, logistic .79-.80, LightGBM on 472 columns .819",
    "depressed": "to reach .80; last value .770, logistic .79, LightGBM on 472 columns .79",
}
MODELS = ("harm_confirmed", "re_referral", "first_placement")
Row = dict[str, Any]


def trial() -> list[Row]:
    """AUC of the glass box on held-out people of the HELP trial, with intervals."""
    data = SHARED / "help"
    if not data.is_dir():
        raise SystemExit(f"help.*: the files of the HELP trial are not in {data}")
    folder = _trial_folder(data)
    rows = []
    for name, peer in SIMPLE.items():
        with newest(folder) as (con, generation):
            matrix, model = matrix_of(con, folder, name, generation)
        value, low, high = by_folds(matrix, model.file)
        between = f"({low:.3f} to {high:.3f})"
        rows.append(_row(f"help.{name}_auc", round(value, 4), between, peer, "script/bench help"))
    return rows


def simulated() -> list[Row]:
    """The figures of three models of a simulated agency; those of harm confirmed come first.

    A county may be too small for a rare label; the row then says so.
    """
    from alongside.core import AlongsideError

    folder, rows = agency_of(PEOPLE), []
    for name in MODELS:
        try:
            rows += _figures(name, tried(folder, name))
        except AlongsideError as error:
            rows.append(_row(f"simulated.{name}", 0.0, "not tried", str(error), ""))
    return rows


def by_folds(matrix: Matrix, model: ModelFile) -> tuple[float, float, float]:
    """The mean AUC over folds and seeds, and its interval over people drawn anew.

    Each person is in one fold; every fold is scored by a model that saw none of its people. The
    interval draws people with replacement and takes the mean over the seeds each time.
    """
    label = matrix.table["label"].to_numpy().astype(np.int64)
    unit = np.unique(matrix.table["unit"].to_numpy(), return_inverse=True)[1]
    scored = [_scored_by_others(matrix, model, label, unit, seed) for seed in SEEDS]
    value = statistics.fmean(
        auc(label[fold == number], score[fold == number])
        for score, fold in scored
        for number in range(FOLDS)
    )
    draws = list(_draws(label, unit, [score for score, _ in scored]))
    low, high = np.quantile(draws, (0.025, 0.975)) - statistics.fmean(draws) + value
    return value, float(low), float(high)


def auc(label: Whole, score: Floats) -> float:
    """The chance that a row with the label has the higher score; ties count half."""
    from alongside.risk.card.ranking import Ranking

    return float(Ranking(label, score).auc()[0])


def _trial_folder(data: Path) -> Path:
    """The example as it is now, refreshed."""
    folder = CACHE / "help"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "examples" / "help", folder, ignore=shutil.ignore_patterns("data"))
    alongside("refresh", str(folder), "--data", str(data), "--json")
    return folder


def _scored_by_others(
    matrix: Matrix, model: ModelFile, label: Whole, unit: Whole, seed: int
) -> tuple[Floats, Whole]:
    """The log-odds of each row by a model of the other folds, and the fold of each row."""
    from alongside.risk.arrays import values
    from alongside.risk.assemble import assemble
    from alongside.risk.glass_box import fit_glass_box
    from alongside.risk.score import log_odds

    names = tuple(feature.name for feature in model.feature)
    table = values(matrix, names)
    fold = np.random.default_rng(seed).permutation(int(unit.max()) + 1)[unit] % FOLDS
    score = np.zeros(len(label))
    for number in range(FOLDS):
        learn, test = fold != number, fold == number
        learnt = fit_glass_box(
            table[learn],
            label[learn].astype(np.float64),
            unit=unit[learn],
            names=names,
            shaped={names.index(shape.feature) for shape in model.shape},
            training=model.training,
            seed=seed,
        )
        score[test] = log_odds(assemble(learnt, model, table[learn])[0], table[test])
    return score, fold


def _draws(label: Whole, unit: Whole, scores: list[Floats]) -> Iterator[float]:
    rng = np.random.default_rng(0)
    people = int(unit.max()) + 1
    rows_of = [np.flatnonzero(unit == one) for one in range(people)]
    for _ in range(DRAWS):
        drawn = np.concatenate([rows_of[one] for one in rng.integers(0, people, people)])
        yield statistics.fmean(auc(label[drawn], score[drawn]) for score in scores)


def _figures(name: str, one: Tried) -> list[Row]:
    """What the card says: under ``simulated`` for harm confirmed, and beside it for the others."""
    card = one.card
    if card.price is None:
        raise ValueError("no peers were trained beside the model")
    peer = next(peer for peer in card.price.peers if peer.name == "LightGBM")
    readers = ", ".join(f"{who} {it.attainable_auc.value}" for who, it in one.readers.items())
    shares = ", ".join(f"{who} {it.share.value}" for who, it in one.readers.items())
    share, slope, ranges = one.readers[BEST].share, card.calibration.slope, card.ranges
    wide = f"{len(ranges.bins)} bins, ranges {100 * ranges.width:.1f} of 100 wide"
    rows = (
        ("auc", card.quality.auc, f"{one.test_rows} test rows; {readers}"),
        ("share_attained", share, f"to reach .85; {shares}"),
        ("share_expected", one.expected["glass box"], f"without one draw's chance; {one.expected}"),
        ("share_of_features", one.features, "what its features could tell at most, of the same"),
        ("vs_lightgbm", peer.difference, "AUC less that of LightGBM; to reach: within .01"),
        ("slope_low", slope.low, f"slope {slope.value}; to reach: below 1"),
        ("slope_high", slope.high, "to reach: above 1"),
        ("venn_abers_coverage", ranges.coverage, f"to reach .9; {wide}"),
    )
    start = "simulated" if name == MODELS[0] else f"simulated.{name}"
    command = f"BENCH_PEOPLE={PEOPLE} script/bench simulated"
    return [
        _row(f"{start}.{what}", *_value(figure), peer=peer, command=command)
        for what, figure, peer in rows
    ]


def _value(figure: Any) -> tuple[float, str]:
    """A number, or an estimate with its interval."""
    if isinstance(figure, float):
        return figure, ""
    return figure.value, f"({figure.low} to {figure.high})"


def _row(figure: str, value: float, unit: str, peer: str, command: str) -> Row:
    return {
        "figure": figure,
        "value": value,
        "unit": unit,
        "peer": peer,
        "peer_value": None,
        "command": command,
    }
