"""The door to advice: the first reason why it stays closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.governance import (
    MODEL_TRANSITIONS,
    Door,
    Judgement,
    ModelState,
    PointState,
    Standing,
    advice_door,
)

OPEN = Standing(state=PointState.WAITING, judged=True, model_state=ModelState.RELEASED)


@pytest.mark.parametrize(
    ("change", "door"),
    [
        ({}, Door.OPEN),
        ({"judged": False}, Door.JUDGE_FIRST),
        ({"state": PointState.DECIDED}, Door.DECIDED),
        ({"state": PointState.CLOSED_ELSEWHERE}, Door.DECIDED),
        ({"model_state": ModelState.PAUSED}, Door.PAUSED),
        ({"model_state": ModelState.TESTED}, Door.NO_MODEL),
        ({"model_state": ModelState.RETIRED}, Door.NO_MODEL),
        ({"model_state": None}, Door.NO_MODEL),
        ({"no_ai": True}, Door.NO_AI),
        ({"identity_changed": True}, Door.IDENTITY_CHANGED),
        ({"stale": True}, Door.STALE),
        ({"stale": True, "judged": False}, Door.JUDGE_FIRST),
    ],
)
def test_the_first_reason_why_advice_stays_closed(change: dict[str, object], door: Door) -> None:
    assert advice_door(replace(OPEN, **change)) is door


@given(
    st.builds(
        Standing,
        state=st.sampled_from(PointState),
        judged=st.booleans(),
        model_state=st.none() | st.sampled_from(ModelState),
        no_ai=st.booleans(),
        identity_changed=st.booleans(),
        stale=st.booleans(),
    )
)
def test_it_opens_only_when_everything_is_in_order(standing: Standing) -> None:
    assert (advice_door(standing) is Door.OPEN) == (standing == OPEN)


def test_nothing_is_released_that_was_not_tested_and_retired_is_the_end() -> None:
    leads_to_release = {
        state for state, to in MODEL_TRANSITIONS.items() if ModelState.RELEASED in to
    }
    assert leads_to_release == {ModelState.TESTED, ModelState.PAUSED}
    assert MODEL_TRANSITIONS[ModelState.RETIRED] == frozenset()
    assert set(MODEL_TRANSITIONS) == set(ModelState)


def test_a_judgement_without_a_reason_is_none() -> None:
    with pytest.raises(ValueError, match="reason"):
        Judgement(worker_id="1", band="5 to 9", reason=" ", at=datetime(2026, 1, 2, tzinfo=UTC))
