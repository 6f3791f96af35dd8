"""Versions of models in a register, and workers who may or may not move them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from alongside.governance.decisions import ModelState
from alongside.privacy import Worker
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.models.life import mark_tested, move
from alongside.web.models.models import ModelVersion
from alongside.web.models.storing import store_trained

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WHY = "Tested on two later years; the card was read in the team"
TEXT = 'title = "Report again"\n'
STEPS: dict[ModelState, tuple[ModelState, ...]] = {
    ModelState.DRAFT: (),
    ModelState.TESTED: (),
    ModelState.RELEASED: (ModelState.RELEASED,),
    ModelState.PAUSED: (ModelState.RELEASED, ModelState.PAUSED),
    ModelState.RETIRED: (ModelState.RETIRED,),
}

Make = Callable[..., ModelVersion]


@pytest.fixture
def josef(user_of: Callable[[str], User]) -> Worker:
    """A supervisor."""
    return worker_from(user_of("supervisor"))


@pytest.fixture
def make(josef: Worker) -> Make:
    """A version in a given state: ``make(ModelState.PAUSED, name="again")``."""

    def _make(
        state: ModelState = ModelState.TESTED,
        name: str = "report_again",
        decision: str = "screening",
        card_json: str = "{}",
        released: bytes = b"{}",
    ) -> ModelVersion:
        version = store_trained(name, decision, TEXT, released, by="command line (noor)", now=NOW)
        if state is not ModelState.DRAFT:
            mark_tested(version, card_json, by="command line (noor)", now=NOW)
        for step in STEPS[state]:
            move(version, step, worker=josef, reason=WHY, now=NOW)
        return version

    return _make
