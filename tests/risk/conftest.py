"""One training for all tests that only read it."""

from __future__ import annotations

import pytest

from alongside.risk import Trained, train
from tests.risk.making import made_up, model_file


@pytest.fixture(scope="session")
def trained() -> Trained:
    return train(made_up(20_000), model_file(), seed=1)
