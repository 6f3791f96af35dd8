"""The life of a model as a table, and the reasons that move it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import AlongsideError
from alongside.governance.decisions import MODEL_TRANSITIONS, ModelState
from alongside.governance.register import (
    IN_SERVICE,
    LONGEST_REASON,
    SHORTEST_PAUSE,
    SHORTEST_REASON,
    check_model_transition,
    check_reason,
)

LIFE = """
draft     tested retired
tested    released retired
released  paused retired
paused    released retired
retired
"""


def test_the_table_is_the_life_that_the_documents_tell() -> None:
    told = {}
    for line in LIFE.strip().splitlines():
        now, *then = line.split()
        told[ModelState(now)] = {ModelState(one) for one in then}
    assert told == MODEL_TRANSITIONS


@pytest.mark.parametrize("now", ModelState)
@pytest.mark.parametrize("then", ModelState)
def test_every_pair_of_states(now: ModelState, then: ModelState) -> None:
    if then in MODEL_TRANSITIONS[now]:
        check_model_transition(now, then)
    else:
        with pytest.raises(AlongsideError, match="AL-G010"):
            check_model_transition(now, then)


def test_nothing_is_released_that_was_not_tested_and_nothing_comes_back_from_the_end() -> None:
    before = {now for now, then in MODEL_TRANSITIONS.items() if ModelState.RELEASED in then}
    assert before == {ModelState.TESTED, ModelState.PAUSED}
    assert not MODEL_TRANSITIONS[ModelState.RETIRED]


def test_whatever_advises_can_be_paused_in_one_step() -> None:
    assert ModelState.PAUSED in MODEL_TRANSITIONS[ModelState.RELEASED]
    assert {ModelState.RELEASED, ModelState.PAUSED} == IN_SERVICE


@given(st.text(max_size=450), st.sampled_from(ModelState))
def test_a_reason_of_sensible_length(reason: str, to: ModelState) -> None:
    shortest = SHORTEST_PAUSE if to is ModelState.PAUSED else SHORTEST_REASON
    letters = len(reason.strip())
    if shortest <= letters <= LONGEST_REASON:
        assert check_reason(reason, to) == reason.strip()
    else:
        with pytest.raises(AlongsideError, match="AL-G011"):
            check_reason(reason, to)
