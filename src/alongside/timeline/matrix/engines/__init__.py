"""Where the features are computed. Every engine gives the same numbers for the same tables."""

from alongside.timeline.matrix.engines.base import Engine
from alongside.timeline.matrix.engines.duck import DuckEngine

__all__ = ["DuckEngine", "Engine"]
