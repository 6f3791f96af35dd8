"""Where the features are computed. Every engine gives the same numbers for the same tables."""

from __future__ import annotations

from collections.abc import Callable

from alongside.timeline.matrix.engines.base import Engine
from alongside.timeline.matrix.engines.duck import DuckEngine
from alongside.timeline.matrix.engines.spark import SparkEngine

ENGINES: dict[str, Callable[[], Engine]] = {"duckdb": DuckEngine, "spark": SparkEngine}

__all__ = ["ENGINES", "DuckEngine", "Engine", "SparkEngine"]
