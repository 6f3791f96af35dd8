"""One small simulated agency for the tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.simulate import SimulationReport, simulate_agency


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> SimulationReport:
    """2,000 people of seed 11, written once."""
    folder: Path = tmp_path_factory.mktemp("simulated") / "agency"
    return simulate_agency(folder, people=2_000, seed=11)
