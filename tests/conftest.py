"""What all tests share: where the third-party data lie, and a secret key that costs nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Third-party data for tests; never part of the project."""
    folder = Path(os.environ.get("ALONGSIDE_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the third-party data are not here ({folder}): set ALONGSIDE_SHARED_DATA")
    return folder
