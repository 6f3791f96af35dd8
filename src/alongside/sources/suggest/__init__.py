"""Draft a mapping for an extract never seen: types, roles, confidence, and what to look at."""

from alongside.sources.suggest.draft import Draft, suggest
from alongside.sources.suggest.roles import ColumnGuess

__all__ = ["ColumnGuess", "Draft", "suggest"]
