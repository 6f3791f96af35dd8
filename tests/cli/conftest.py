"""One small agency for all tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import make_agency


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A refreshed agency that tests read; whoever changes it makes her own."""
    return make_agency(tmp_path_factory.mktemp("office") / "agency")
