"""How each aggregate is worked out: in buckets of time, or straight from the events.

Aggregates of one family share a pass over the events that they ask for, so that no pass keeps what
only another needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.agency.model_file import Aggregate
from alongside.timeline.matrix.beside import DAYS_A_YEAR


@dataclass(frozen=True, kw_only=True)
class Family:
    """Aggregates that are worked out together.

    ``kept`` is what a bucket holds; without it the aggregates read the events themselves. In
    ``reads`` ``{f}`` stands for the filter of the feature.
    """

    name: str
    reads: dict[Aggregate, str]
    kept: dict[str, str] = field(default_factory=dict)
    needs_value: bool = False


COUNTED = Family(
    name="counted",
    kept={"n": "count(*)", "youngest": "min(age)", "oldest": "max(age)"},
    reads={
        Aggregate.COUNT: "sum(n) {f}",
        Aggregate.DAYS_SINCE_FIRST: "max(oldest) {f}",
        Aggregate.DAYS_SINCE_LAST: "min(youngest) {f}",
    },
)

VALUED = Family(
    name="valued",
    needs_value=True,
    kept={"n": "count(*)", "total": "sum(value)", "least": "min(value)", "most": "max(value)"},
    reads={
        Aggregate.SUM: "sum(total) {f}",
        Aggregate.MIN: "min(least) {f}",
        Aggregate.MAX: "max(most) {f}",
        Aggregate.MEAN: "sum(total) {f} / nullif(sum(n) {f}, 0)",
    },
)

# these need to know which event came when: there is nothing to add up from buckets
DATED = Family(
    name="dated",
    needs_value=True,
    reads={
        Aggregate.LAST: "arg_max(value, {{'nearer': 0 - age, 'larger': value}}) {f}",
        Aggregate.TREND: "CASE WHEN min(age) {f} < max(age) {f} THEN "
        f"{DAYS_A_YEAR} * regr_slope(value, CAST(0 - age AS DOUBLE)) {{f}} END",
    },
)

FAMILIES = (COUNTED, VALUED, DATED)
