"""The features of a model as one statement, compiled once for every engine.

Three steps. Events are tagged with one bit for each condition of the model. Events that a row may
see are put together by row, whose they are, tags and time bucket, where a bucket lies between two
neighbouring window lengths. The features are then sums over those few buckets. Features that count
different details go by way of the youngest age of each detail, in the same manner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp, parse_one

from alongside.agency.model_file import (
    EMPTY_IS_ZERO,
    Aggregate,
    FeatureEntry,
    ModelFile,
    Scope,
    Which,
)
from alongside.timeline.matrix.beside import DAYS_A_YEAR
from alongside.timeline.matrix.scopes import NUMBERS
from alongside.timeline.matrix.which import condition

EVER = 1 << 30  # days
TAGS_A_COLUMN = 60  # bits of a whole number that every engine has

# what is kept of a bucket, and from which aggregates it is asked
_KEPT: dict[str, str] = {
    "n": "count(*)",
    "n_v": "count(value)",
    "sum_v": "sum(value)",
    "min_v": "min(value)",
    "max_v": "max(value)",
    "min_age": "min(age)",
    "max_age": "max(age)",
    "last_age": "min(age) FILTER (WHERE value IS NOT NULL)",
    "first_age": "max(age) FILTER (WHERE value IS NOT NULL)",
    "last_v": "arg_max(value, {'a': 0 - age, 'v': value}) FILTER (WHERE value IS NOT NULL)",
    "sum_x": "sum(CAST(age AS DOUBLE)) FILTER (WHERE value IS NOT NULL)",
    "sum_xx": "sum(CAST(age AS DOUBLE) * age) FILTER (WHERE value IS NOT NULL)",
    "sum_xy": "sum(age * value)",
}

# how each aggregate is put together from buckets; {f} is the filter of the feature
_READ: dict[Aggregate, str] = {
    Aggregate.COUNT: "coalesce(sum(n) {f}, 0)",
    Aggregate.SUM: "coalesce(sum(sum_v) {f}, 0)",
    Aggregate.MIN: "min(min_v) {f}",
    Aggregate.MAX: "max(max_v) {f}",
    Aggregate.MEAN: "sum(sum_v) {f} / nullif(sum(n_v) {f}, 0)",
    Aggregate.LAST: "arg_max(last_v, {{'a': 0 - last_age, 'v': last_v}}) {f}",
    Aggregate.DAYS_SINCE_FIRST: "max(max_age) {f}",
    Aggregate.DAYS_SINCE_LAST: "min(min_age) {f}",
    Aggregate.TREND: f"""
        CASE WHEN min(last_age) {{f}} < max(first_age) {{f}} THEN
        {DAYS_A_YEAR} * (sum(sum_x) {{f}} * sum(sum_v) {{f}} - sum(n_v) {{f}} * sum(sum_xy) {{f}})
        / (sum(n_v) {{f}} * sum(sum_xx) {{f}} - sum(sum_x) {{f}} * sum(sum_x) {{f}}) END""",
}
_NEEDS: dict[Aggregate, tuple[str, ...]] = {
    Aggregate.COUNT: ("n",),
    Aggregate.SUM: ("sum_v",),
    Aggregate.MIN: ("min_v",),
    Aggregate.MAX: ("max_v",),
    Aggregate.MEAN: ("sum_v", "n_v"),
    Aggregate.LAST: ("last_v", "last_age"),
    Aggregate.DAYS_SINCE_FIRST: ("max_age",),
    Aggregate.DAYS_SINCE_LAST: ("min_age",),
    Aggregate.TREND: ("last_age", "first_age", "n_v", "sum_v", "sum_x", "sum_xx", "sum_xy"),
}


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """The statement over the staged tables: one line a row, ``row`` and a double a feature."""

    features: tuple[FeatureEntry, ...]

    @cached_property
    def statement(self) -> exp.Query:
        """The whole statement; ``.sql(dialect=...)`` writes it for an engine."""
        parts = [("buckets", self._buckets), ("pivot", self._pivot)]
        if self._of(distinct=True):
            parts += [("details", self._details), ("pivot_details", self._pivot_details)]
        tables = {"tagged": self._tagged("mx_events"), "opened": self._tagged("mx_opened")}
        query = _query(self._final())
        for name, text in [*tables.items(), *((name, make()) for name, make in parts)]:
            query = query.with_(name, as_=_query(text))
        return query

    @cached_property
    def _whiches(self) -> list[Which]:
        return list(dict.fromkeys(one.which for one in self.features if one.which is not None))

    @cached_property
    def _edges(self) -> list[int]:
        """Window lengths from short to long; a bucket is the place of the first that holds it."""
        return sorted({one.window_days or EVER for one in self.features if one.which}) or [EVER]

    @cached_property
    def _mask_names(self) -> list[str]:
        return [f"tags{number}" for number in range(-(-len(self._whiches) // TAGS_A_COLUMN) or 1)]

    def _of(self, *, distinct: bool) -> list[FeatureEntry]:
        return [
            one
            for one in self.features
            if one.which is not None and (one.aggregate is Aggregate.DISTINCT) is distinct
        ]

    def _tag(self, which: Which) -> tuple[str, int]:
        column, bit = divmod(self._whiches.index(which), TAGS_A_COLUMN)
        return self._mask_names[column], 1 << bit

    def _tagged(self, table: str) -> str:
        bits: dict[str, list[str]] = {name: [] for name in self._mask_names}
        for which in self._whiches:
            column, bit = self._tag(which)
            meant = condition(which).sql(dialect="duckdb")
            bits[column].append(f"CASE WHEN {meant} THEN CAST({bit} AS BIGINT) ELSE 0 END")
        masks = ", ".join(f"{' + '.join(bits[name]) or '0'} AS {name}" for name in bits)
        return f"SELECT e.*, {masks} FROM {table} AS e"

    def _seen(self, features: list[FeatureEntry]) -> str:
        """Every event that a row may see, with its age, among those that these features ask for."""
        scopes = ", ".join(str(NUMBERS[scope]) for scope in sorted({one.of for one in features}))
        asked = " OR ".join(self._asked([one.which for one in features if one.which]))
        columns = ", ".join(["value", "detail", *self._mask_names])
        within = f"t.day > m.as_of_day - {self._longest(features)}"
        return f"""
            SELECT m.row, m.scope, m.as_of_day - t.day AS age, {columns}
            FROM mx_members AS m JOIN tagged AS t
              ON t.record = m.record AND t.known_us < m.as_of_us AND t.until_us >= m.as_of_us
             AND t.day <= m.as_of_day AND {within} AND t.point <> m.point
            WHERE m.scope IN ({scopes}) AND ({asked})
            UNION ALL
            SELECT row, scope, age, {columns} FROM opened
            WHERE scope IN ({scopes}) AND ({asked}) AND age < {self._longest(features)}"""

    def _asked(self, whiches: list[Which]) -> list[str]:
        masks = dict.fromkeys(self._mask_names, 0)
        for which in whiches:
            column, bit = self._tag(which)
            masks[column] |= bit
        return [f"({name} & {mask}) <> 0" for name, mask in masks.items() if mask] or ["false"]

    def _longest(self, features: list[FeatureEntry]) -> int:
        return max((one.window_days or EVER for one in features), default=EVER)

    def _buckets(self) -> str:
        features = self._of(distinct=False)
        edges = " ".join(f"WHEN age < {edge} THEN {at}" for at, edge in enumerate(self._edges))
        keys = ", ".join(["row", "scope", *self._mask_names])
        names = dict.fromkeys(name for one in features for name in _NEEDS[one.aggregate])
        kept = ", ".join(f"{_KEPT[name]} AS {name}" for name in names) or "count(*) AS n"
        return f"""
            SELECT {keys}, CASE {edges} END AS bucket, {kept}
            FROM ({self._seen(features)}) AS seen GROUP BY {keys}, CASE {edges} END"""

    def _pivot(self) -> str:
        features = self._of(distinct=False)
        columns = ", ".join(f"{self._read(one)} AS {one.name}" for one in features)
        return f"SELECT row, {columns or 'count(*) AS n'} FROM buckets GROUP BY row"

    def _read(self, feature: FeatureEntry) -> str:
        at = self._edges.index(feature.window_days or EVER)
        has_value = " AND last_age IS NOT NULL" if feature.aggregate is Aggregate.LAST else ""
        meant = f"{self._meant(feature)} AND bucket <= {at}{has_value}"
        return _READ[feature.aggregate].format(f=f"FILTER (WHERE {meant})")

    def _meant(self, feature: FeatureEntry) -> str:
        assert feature.which is not None  # noqa: S101 - only age has none
        column, bit = self._tag(feature.which)
        return f"scope = {NUMBERS[feature.of]} AND ({column} & {bit}) <> 0"

    @cached_property
    def _detail_ages(self) -> dict[tuple[Scope, Which], str]:
        """A column for each whose and which: the age of the newest event with a detail."""
        asked = dict.fromkeys((one.of, one.which) for one in self._of(distinct=True) if one.which)
        return {key: f"age{number}" for number, key in enumerate(asked)}

    def _details(self) -> str:
        features = self._of(distinct=True)
        ages = []
        for (scope, which), name in self._detail_ages.items():
            column, bit = self._tag(which)
            meant = f"scope = {NUMBERS[scope]} AND ({column} & {bit}) <> 0"
            ages.append(f"min(age) FILTER (WHERE {meant}) AS {name}")
        return f"""
            SELECT row, detail, {", ".join(ages)} FROM ({self._seen(features)}) AS seen
            WHERE detail IS NOT NULL GROUP BY row, detail"""

    def _pivot_details(self) -> str:
        columns = []
        for one in self._of(distinct=True):
            assert one.which is not None  # noqa: S101 - only age has none
            age = self._detail_ages[one.of, one.which]
            columns.append(f"count_if({age} < {one.window_days or EVER}) AS {one.name}")
        return f"SELECT row, {', '.join(columns)} FROM details GROUP BY row"

    def _final(self) -> str:
        columns = ", ".join(f"{_finally(one)} AS {one.name}" for one in self.features)
        details = "LEFT JOIN pivot_details AS d ON d.row = r.row" if self._of(distinct=True) else ""
        return f"""
            SELECT r.row, {columns}
            FROM mx_rows AS r LEFT JOIN pivot AS p ON p.row = r.row {details}"""


def compile_features(model: ModelFile) -> exp.Query:
    """The features of a model over the staged tables, for any engine."""
    return Compiled(features=model.feature).statement


def _finally(feature: FeatureEntry) -> str:
    if feature.aggregate is Aggregate.AGE:
        return f"(CAST(r.as_of_day AS DOUBLE) - r.birth_day) / {DAYS_A_YEAR}"
    side = "d" if feature.aggregate is Aggregate.DISTINCT else "p"
    number = f"CAST({side}.{feature.name} AS DOUBLE)"
    return f"coalesce({number}, 0.0)" if feature.aggregate in EMPTY_IS_ZERO else number


def _query(text: str) -> exp.Query:
    parsed = parse_one(text, dialect="duckdb")
    assert isinstance(parsed, exp.Query)  # noqa: S101 - every part is a SELECT
    return parsed
