"""What workers know about a shape goes into the model, is obeyed, and is written down."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.agency.model_file import ShapeEntry
from alongside.risk import Trained, train
from alongside.risk.released import ReleasedFeature
from alongside.risk.score import log_odds, shape_at
from alongside.risk.shapes import shape_feature
from tests.risk.making import made_up, model_file

WHO = {"by": "A. Worker, senior practitioner", "reason": "beyond four moves the records are poor"}
CUTS = (1.0, 2.0, 3.0)
LEARNT = (0.0, 1.0, 0.5, 2.0)


def plain(scores: tuple[float, ...] = LEARNT) -> ReleasedFeature:
    return ReleasedFeature.model_validate(
        {
            "name": "moves",
            "says": "{n} move(s)",
            "says_none": "",
            "kinds": (),
            "circumstance": None,
            "of": "person",
            "aggregate": "count",
            "window_days": None,
            "cuts": CUTS,
            "scores": scores,
            "missing": 0.3,
            "learnt": scores,
            "shares": (0.25,) * 4,
            "missing_share": 0.0,
            "pair_cuts": (),
            "seen_low": 0,
            "seen_high": 3,
        }
    )


def shaped(entry: dict[str, Any], column: list[float], feature: ReleasedFeature | None = None):
    made = ShapeEntry.model_validate({"feature": "moves", **WHO, **entry})
    return shape_feature(feature or plain(), [made], np.array(column))


@pytest.mark.parametrize(
    ("case", "entry", "wanted"),
    [
        ("never falls", {"monotone": "up"}, [0.0, 0.75, 0.75, 2.0]),
        ("never rises", {"monotone": "down"}, [0.875] * 4),
        ("level from two on", {"flat_from": 2.0}, [0.0, 1.0, 0.5, 0.5]),
        ("level from within a bin on", {"flat_from": 1.5}, [0.0, 1.0, 1.0, 1.0]),
        ("straight lines", {"points": [(0, 0), (2, 1), (3, 4)]}, [0.0, 0.5, 1.0, 4.0]),
    ],
)
def test_a_shape_is_what_was_asked(case: str, entry: dict[str, Any], wanted: list[float]) -> None:
    """At 0, 1, 2 and 3; the intercept takes over what the centring moved."""
    feature, shift, _ = shaped(entry, [0.0, 1.0, 2.0, 3.0])
    found = shape_at(feature, np.array([0.0, 1.0, 2.0, 3.0])) + shift
    assert found == pytest.approx(wanted), case
    assert shape_at(feature, np.array([0.0, 1.0, 2.0, 3.0])).mean() == pytest.approx(0), case


def test_points_are_level_outside_and_say_nothing_of_missing() -> None:
    feature, shift, _ = shaped({"points": [(0, 0), (2, 1)]}, [0.0, 2.0])
    at = shape_at(feature, np.array([-5.0, 9.0, np.nan])) + shift
    assert at == pytest.approx([0.0, 1.0, 0.3])


def test_it_is_recorded_who_why_and_how_much() -> None:
    _, _, (done,) = shaped({"flat_from": 2.0}, [0.0, 1.0, 2.0, 3.0])
    assert (done.by, done.reason) == (WHO["by"], WHO["reason"])
    assert (done.what, done.at) == ("flat from", ((2.0, 0.5),))
    # the last of four falls by 1.5; centred anew, it fell by 1.125 and the others rose by 0.375
    assert done.changed == pytest.approx((3 * 0.375 + 1.125) / 4)


def test_what_was_learnt_stays_to_be_seen() -> None:
    feature, _, _ = shaped({"monotone": "down"}, [0.0, 1.0])
    assert feature.learnt == LEARNT


@given(st.lists(st.floats(-5, 5), min_size=4, max_size=4), st.booleans())
def test_monotone_holds_for_any_shape(scores: list[float], up: bool) -> None:
    feature, _, _ = shaped({"monotone": "up" if up else "down"}, [0.0], plain(tuple(scores)))
    steps = np.diff(feature.scores)
    assert (steps >= 0).all() if up else (steps <= 0).all()


@pytest.fixture(scope="module")
def edited() -> Trained:
    shapes = [
        {"feature": "visits", "monotone": "down", **WHO},
        {"feature": "moves", "points": [[0, 0], [4, 2]], **WHO},
        {"feature": "absences", "monotone": "up", **WHO},
        {"feature": "absences", "flat_from": 8, **WHO},
    ]
    more = {"bags": 2, "interactions": 5, "bins": 32, "fewest_rows": 100}
    return train(made_up(6000), model_file(shape=shapes, training=more), seed=1)


def row(**changes: float) -> np.ndarray:
    given = {"moves": 1.0, "absences": 5.0, "years": 7.0, "visits": 2.0} | changes
    return np.array(list(given.values()))


@pytest.mark.parametrize("years", [1.0, 7.0, np.nan])
def test_the_whole_model_obeys(edited: Trained, years: float) -> None:
    """Not only the shape: no pair undoes it, whatever the other features are."""

    def at(name: str, values: list[float]) -> np.ndarray:
        rows = np.stack([row(years=years, **{name: value}) for value in values])
        return log_odds(edited.released, rows)

    assert (np.diff(at("visits", [0, 1, 2, 3, 5, 9])) <= 1e-12).all()
    assert np.diff(at("moves", [0, 1, 2, 3, 4, 5])) == pytest.approx([0.5] * 4 + [0.0])
    assert np.diff(at("absences", [8, 9, 12, 30])) == pytest.approx([0.0] * 3)


def test_the_released_file_names_every_edit(edited: Trained) -> None:
    done = [(shape.feature, shape.what) for shape in edited.released.shapes]
    assert done == [
        ("moves", "points"),
        ("absences", "monotone up"),
        ("absences", "flat from"),
        ("visits", "monotone down"),
    ]
    assert {shape.by for shape in edited.released.shapes} == {WHO["by"]}


def test_what_nobody_shaped_may_still_stand_in_a_pair(edited: Trained) -> None:
    named = {name for pair in edited.released.pairs for name in (pair.left, pair.right)}
    assert named <= {"years"}
