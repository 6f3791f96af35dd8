"""What cannot be trained says what was seen, what was wanted and what to do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from alongside.core import AlongsideError
from alongside.risk import train
from alongside.timeline.matrix.matrix import Matrix
from tests.risk.making import NAMES, matrix_of, model_file

ROWS = 1200


def matrix(**changes: Any) -> Matrix:
    rng = np.random.default_rng(1)
    columns = {name: rng.poisson(2.0, ROWS).astype(float) for name in NAMES}
    given: dict[str, Any] = {"label": rng.integers(0, 2, ROWS).astype(float)}
    given |= {name: changes.pop(name) for name in ("label",) if name in changes}
    columns |= changes
    dates = {"unit": np.arange(ROWS), "on": rng.integers(0, 2000, ROWS)}
    return matrix_of(columns, **given, **dates)


def refusal(of: Matrix, **model: Any) -> AlongsideError:
    with pytest.raises(AlongsideError) as caught:
        train(of, model_file(**model), seed=1)
    return caught.value


@pytest.mark.parametrize(
    ("case", "changes", "code", "says"),
    [
        ("nobody had it", {"label": np.zeros(ROWS)}, "AL-R008", "label is no in every row"),
        ("everybody had it", {"label": np.ones(ROWS)}, "AL-R008", "label is yes in every row"),
        ("no outcome", {"label": np.full(ROWS, np.nan)}, "AL-R005", "0 rows have an outcome"),
        ("null column", {"moves": np.full(ROWS, np.nan)}, "AL-R004", "moves is empty in every"),
        ("one too many", {"shoes": np.ones(ROWS)}, "AL-R003", "different features: shoes"),
    ],
)
def test_refused(case: str, changes: dict[str, Any], code: str, says: str) -> None:
    error = refusal(matrix(**changes))
    assert error.code == code, case
    assert says in str(error)
    assert error.do


def test_twelve_rows() -> None:
    few = matrix()
    error = refusal(Matrix(table=few.table[:12], features=few.features, audits=(), about=few.about))
    assert error.code == "AL-R005"
    assert "12 rows" in error.seen
    assert "at least 500" in error.wanted


def test_only_the_training_part_has_one_class() -> None:
    """The rule of a later law: the label is there, but never in what may be learnt from."""
    late = matrix()
    on = late.table["as_of_on"].to_numpy().astype("datetime64[D]")
    label = np.where(on < np.datetime64("2021-06-01"), 0.0, np.arange(ROWS) % 2)
    days = (on - np.datetime64("2018-01-01")).astype(int)
    columns = {name: late.table[name].to_numpy() for name in NAMES}
    error = refusal(matrix_of(columns, label=label, unit=np.arange(ROWS), on=days))
    assert "In the train part the label is no in every row" in str(error)
    assert "test part" not in str(error)


def test_all_mistakes_are_said_at_once() -> None:
    error = refusal(matrix(moves=np.full(ROWS, np.nan), label=np.zeros(ROWS)))
    assert error.code == "AL-R008"
    assert all(code in str(error) for code in ("AL-R004", "AL-R007"))


def test_no_row_is_left_to_test_on() -> None:
    error = refusal(matrix(), split={"test_from": "2030-01-01"})
    assert error.code == "AL-R006"
    assert "held-out people, before the test begins" in error.seen


def test_points_and_a_second_shape_contradict_each_other() -> None:
    who = {"feature": "moves", "by": "A. Worker, senior", "reason": "we see this every week"}
    shapes = [{**who, "points": [[0, 0], [4, 1]]}, {**who, "monotone": "up"}]
    assert refusal(matrix(), shape=shapes).code == "AL-R009"
