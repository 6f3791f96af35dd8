"""Six source systems, each with its own format and habits. A plain dict is the registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alongside.simulate.extracts import benefits, cases, hospital, hotline, housing, school
from alongside.simulate.extracts.base import Written
from alongside.simulate.world import World

SYSTEMS: dict[str, Callable[[World, Path], Written]] = {
    "hotline": hotline.write,
    "cases": cases.write,
    "school": school.write,
    "hospital": hospital.write,
    "housing": housing.write,
    "benefits": benefits.write,
}

__all__ = ["SYSTEMS", "Written"]
