"""One mistake in an agency folder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake: where it stands, what was seen and what was wanted."""

    file: str
    key: str
    seen: str
    wanted: str

    def __str__(self) -> str:
        key = f", {self.key}" if self.key else ""
        return f"{self.file}{key}: saw {self.seen}; wanted {self.wanted}"
