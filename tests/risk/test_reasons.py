"""Reasons add up to the estimate, keep their sign, and name facts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.agency.model_file import UseEntry
from alongside.core import AlongsideError
from alongside.risk import Advice, Released, Trained, advise
from alongside.risk.reasons import by_feature
from alongside.risk.score import terms
from tests.risk.making import NAMES

KEEN = UseEntry(widest_range=1.0)
COUNT = st.one_of(st.none(), st.integers(0, 5).map(float))
PEOPLE = st.fixed_dictionaries(dict.fromkeys(NAMES, COUNT)).filter(
    lambda row: [value is None for name, value in row.items() if name != "years"] == [False] * 3
)


def ask(released: Released, features: dict[str, float | None]) -> Advice:
    return advise(released, features, version=1, as_of_on=date(2024, 1, 1), known_events=5)


@pytest.fixture(scope="module")
def keen(trained: Trained) -> Released:
    return trained.released.model_copy(update={"use": KEEN})


def test_base_and_points_and_rest_make_the_estimate(keen: Released) -> None:
    @settings(max_examples=200, deadline=None)
    @given(PEOPLE)
    def adds_up(features: dict[str, float | None]) -> None:
        said = ask(keen, features)
        assert said.base is not None
        assert said.estimate is not None
        total = 100 * said.base + sum(reason.points for reason in said.reasons) + said.rest
        assert total == pytest.approx(100 * said.estimate, abs=1e-9)

    adds_up()


def test_a_reason_has_the_sign_of_what_the_model_learnt(keen: Released) -> None:
    @settings(max_examples=100, deadline=None)
    @given(PEOPLE)
    def signs_hold(features: dict[str, float | None]) -> None:
        row = np.array([[np.nan if features[name] is None else features[name] for name in NAMES]])
        learnt = dict(zip(NAMES, by_feature(keen, terms(keen, row)), strict=True))
        for reason in ask(keen, features).reasons:
            assert np.sign(reason.points) == np.sign(learnt[reason.feature])

    signs_hold()


def test_terms_by_feature_are_the_whole_score(keen: Released) -> None:
    found = terms(keen, np.array([[3.0, 4.0, np.nan, 1.0]]))
    assert by_feature(keen, found).sum() == pytest.approx(found.features.sum() + found.pairs.sum())


def test_risks_and_strengths_stand_side_by_side(keen: Released) -> None:
    said = ask(keen, {"moves": 4.0, "absences": 5.0, "years": 9.0, "visits": 5.0})
    points = {reason.feature: reason.points for reason in said.reasons}
    assert points["moves"] > 0 > points["visits"]
    sizes = [abs(reason.points) for reason in said.reasons]
    assert sizes == sorted(sizes, reverse=True)


def test_a_reason_names_the_fact_and_what_could_be_changed(keen: Released) -> None:
    said = ask(keen, {"moves": 4.0, "absences": 5.0, "years": 9.0, "visits": 0.0})
    reasons = {reason.feature: reason for reason in said.reasons}
    assert reasons["moves"].says == "4 moves in the last year"
    assert reasons["moves"].circumstance == "housing"
    assert reasons["moves"].kinds == ("moves",)
    assert reasons["visits"].says == "no visits known"


def test_what_nobody_wrote_down_is_no_lever(keen: Released) -> None:
    shaped = keen.features[0].model_copy(update={"missing": 3.0})
    model = keen.model_copy(
        update={"features": (shaped, *keen.features[1:]), "most_missing": len(NAMES)}
    )
    said = ask(model, {"moves": None, "absences": 5.0, "years": 9.0, "visits": 0.0})
    (moves,) = [reason for reason in said.reasons if reason.feature == "moves"]
    assert moves.points > 0
    assert moves.circumstance is None


def test_small_reasons_go_to_the_rest(keen: Released) -> None:
    said = ask(keen, {"moves": 1.0, "absences": 5.0, "years": 9.0, "visits": 2.0})
    assert all(abs(reason.points) >= 0.5 for reason in said.reasons)
    assert len(said.reasons) < 4


def test_nan_is_nothing_as_null_is(keen: Released) -> None:
    row: dict[str, float | None] = {"moves": 1.0, "absences": 5.0, "years": None, "visits": 2.0}
    assert ask(keen, row) == ask(keen, row | {"years": float("nan")})


def test_a_feature_nobody_named_is_a_mistake_not_a_null(keen: Released) -> None:
    with pytest.raises(AlongsideError, match="No value is given for years, visits") as caught:
        ask(keen, {"moves": 1.0, "absences": 2.0})
    assert caught.value.code == "AL-R010"
