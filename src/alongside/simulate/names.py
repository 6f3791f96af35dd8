"""Names by naming culture: the common ones, and a long tail put together from syllables."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.chance import pick, stream

Names = NDArray[np.object_]

CULTURES = (
    "english",
    "spanish",
    "slavic",
    "south_asian",
    "east_asian",
    "arabic",
    "west_african",
    "polynesian",
)
# how families of each group (in the order of published.GROUPS) name themselves
CULTURE_BY_GROUP = np.array(
    [
        [0.85, 0.14, 0.01, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.04, 0.0, 0.0, 0.40, 0.55, 0.01, 0.0, 0.0],
        [0.84, 0.02, 0.0, 0.0, 0.0, 0.02, 0.12, 0.0],
        [0.14, 0.86, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.70, 0.13, 0.02, 0.04, 0.06, 0.02, 0.02, 0.01],
        [0.20, 0.0, 0.0, 0.0, 0.02, 0.0, 0.0, 0.78],
        [0.86, 0.02, 0.08, 0.0, 0.0, 0.04, 0.0, 0.0],
    ]
)
_TAIL_SEED = 20190101  # names are the same in every simulation
FAMILY_SKEW, GIVEN_SKEW = 0.85, 0.8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Culture:
    """The names of one naming culture, commonest first."""

    female: Names
    male: Names
    family: Names


@cache
def cultures() -> tuple[Culture, ...]:
    """All naming cultures, in the order of :data:`CULTURES`."""
    text = files("alongside.simulate").joinpath("names.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return tuple(_culture(name, tables[name]) for name in CULTURES)


def _culture(name: str, table: dict[str, str]) -> Culture:
    rng = stream(_TAIL_SEED, name)
    starts = table["given_start"]
    return Culture(
        female=_with_tail(table["female"], starts, table["given_female_end"], rng),
        male=_with_tail(table["male"], starts, table["given_male_end"], rng),
        family=_with_tail(table["family"], table["start"], table["end"], rng),
    )


def _with_tail(common: str, start: str, end: str, rng: np.random.Generator) -> Names:
    known = list(dict.fromkeys(common.split()))
    made = dict.fromkeys(
        first + last for first in start.split() for last in end.split() if first != last
    )
    tail = [name for name in made if name not in set(known)]
    return np.array(known + [tail[place] for place in rng.permutation(len(tail))], dtype=object)


def draw_names(names: Names, count: int, skew: float, rng: np.random.Generator) -> Names:
    """Draw names whose frequency falls with their rank as ``1 / (rank + 10) ** skew``."""
    weights = (np.arange(len(names), dtype=np.float64) + 10.0) ** -skew
    return names[pick(weights, count, rng)]
