"""A trained linkage: weights, rules, how rare values are.

Everything that a score depends on is frozen here, so that a record that comes a year later is
scored against the others exactly as it would have been on the first day.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from alongside.linkage.comparisons import COMPARISONS

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageModel:
    """What was learnt.

    Attributes
    ----------
    prior : float
        Probability that two records drawn at random are of one person.
    weights : mapping of str to tuple of float
        Field to the weight of each level, strong to weak: log2(m / u), in bits.
    rare : mapping of str to float
        Field to log2 of m at the level that weighs rarity; the weight of an agreement there is
        this minus log2 of the value's share.
    shares : mapping of str to mapping of str to float
        Field to value to its share of records, for values that occur more than once.
    rules : tuple of str
        Names of the blocking rules that are kept.
    records : int
        How many records it was trained on; 0 for the built-in weights.
    """

    prior: float
    weights: Mapping[str, tuple[float, ...]]
    rare: Mapping[str, float]
    shares: Mapping[str, Mapping[str, float]]
    rules: tuple[str, ...]
    records: int

    def __post_init__(self) -> None:
        if not 0 < self.prior < 1:
            raise ValueError("the prior is a probability")

    @property
    def fields(self) -> tuple[str, ...]:
        """The compared fields, always in one order: sums and explanations depend on it."""
        return tuple(one.field for one in COMPARISONS if one.field in self.weights)

    @property
    def prior_bits(self) -> float:
        """log2 of the prior odds."""
        return math.log2(self.prior / (1 - self.prior))

    @property
    def least_share(self) -> float:
        """The share of a value that was never seen, or once."""
        return 1 / max(self.records, 1000)

    def to_bytes(self) -> bytes:
        """Compressed JSON; equal models give equal bytes."""
        value = {"format": FORMAT} | asdict(self)
        return zlib.compress(json.dumps(value, sort_keys=True).encode(), 9)

    @classmethod
    def from_bytes(cls, content: bytes) -> LinkageModel:
        """Read what :meth:`to_bytes` wrote.

        Raises
        ------
        ValueError
            When it is of another format.
        """
        value: dict[str, Any] = json.loads(zlib.decompress(content))
        if value.pop("format", None) != FORMAT:
            raise ValueError("a linkage model of another format")
        value["weights"] = {field: tuple(bits) for field, bits in value["weights"].items()}
        value["rules"] = tuple(value["rules"])
        return cls(**value)

    @property
    def hash(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.to_bytes()).hexdigest()
