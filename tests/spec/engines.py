"""Every engine that can run here. Where one cannot, its tests say why; on CI they fail."""

from __future__ import annotations

import os

import pytest

from alongside.timeline.matrix.engines.spark import why_not

ENGINES = ("duckdb", "spark")
SLOW = {"spark": pytest.mark.slow}


def needs(engine: str) -> None:
    """Skip the test when the engine cannot run here."""
    reason = why_not() if engine == "spark" else None
    if reason is None:
        return
    if os.environ.get("CI"):
        pytest.fail(f"Spark has to run on CI: {reason}")
    pytest.skip(f"Spark cannot run: {reason}")
