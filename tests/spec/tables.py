"""Small text tables: a heading, a row a line, columns two spaces apart, ``-`` for nothing."""

from __future__ import annotations

import re


def read_table(text: str) -> list[dict[str, str | None]]:
    """The rows of a text table."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    heading = re.split(r"\s{2,}", lines[0])
    return [_row(heading, re.split(r"\s{2,}", line)) for line in lines[1:]]


def _row(heading: list[str], cells: list[str]) -> dict[str, str | None]:
    return {name: None if cell == "-" else cell for name, cell in zip(heading, cells, strict=True)}
