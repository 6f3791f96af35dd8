"""What a simulation wrote, and what it shows on observed events beside what was published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One published rate and what the simulated population shows.

    Attributes
    ----------
    published, simulated : float
        ``simulated`` is expected over the simulated children (their groups, poverty and days
        observed), so that it does not swing with the luck of small cells.
    ratio : float
        ``simulated / published``.
    realised, low, high : float
        What the drawn events show, with a 95 % interval.
    events : int
        How many drawn events ``realised`` counts.
    """

    name: str
    source: str
    unit: str
    published: float
    simulated: float
    ratio: float
    realised: float
    low: float
    high: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationReport:
    """What was written, and how it compares with what was published."""

    folder: Path
    people: int
    children: int
    families: int
    seed: int
    records: int
    events: int
    harms: int
    files: tuple[Path, ...]
    rates: tuple[Rate, ...]
