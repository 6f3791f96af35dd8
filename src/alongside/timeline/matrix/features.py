"""The features of a model as one statement, compiled once for every engine.

Events are tagged with one bit for each condition of the model. For each family of aggregates the
events that a row may see are put together by row, whose they are, tags and time bucket, where a
bucket lies between two neighbouring window lengths; the features are then sums over those few
buckets. Different details are counted by the youngest age of each, in the same manner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

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
from alongside.timeline.matrix.families import FAMILIES, Family
from alongside.timeline.matrix.scopes import NUMBERS
from alongside.timeline.matrix.which import condition

EVER = 1 << 30  # days
TAGS_A_COLUMN = 30  # bits of a whole number that every engine has
DETAILS = "told"


def compile_features(model: ModelFile) -> exp.Query:
    """The statement over the staged tables: one line a row, ``row`` and a double a feature.

    ``.sql(dialect=...)`` writes it for an engine.
    """
    return _compiled(model.feature)


@lru_cache(maxsize=16)
def _compiled(features: tuple[FeatureEntry, ...]) -> exp.Query:
    return Compiled(features=features).statement


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """The parts of the statement, and the whole."""

    features: tuple[FeatureEntry, ...]

    @cached_property
    def statement(self) -> exp.Query:
        """The whole statement."""
        parts = {"tagged": self._tagged("mx_events"), "opened": self._tagged("mx_opened")}
        for family in FAMILIES:
            if self._of(family):
                parts[family.name] = self._family(family)
        if self._distinct:
            parts[DETAILS] = self._details()
        query = _query(self._final(sides=list(parts)[2:]))
        for name, text in parts.items():
            query = query.with_(name, as_=_query(text), copy=False)
        return query

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.name: f"f{at}" for at, one in enumerate(self.features)}

    @cached_property
    def _whiches(self) -> dict[Which, int]:
        """Every condition of the model and its number."""
        asked = dict.fromkeys(one.which for one in self.features if one.which is not None)
        return {which: at for at, which in enumerate(asked)}

    @cached_property
    def _distinct(self) -> list[FeatureEntry]:
        return [one for one in self.features if one.aggregate is Aggregate.DISTINCT]

    def _of(self, family: Family) -> list[FeatureEntry]:
        return [one for one in self.features if one.aggregate in family.reads]

    @cached_property
    def _masks(self) -> list[str]:
        return [f"tags{number}" for number in range(-(-len(self._whiches) // TAGS_A_COLUMN) or 1)]

    def _tag(self, which: Which) -> tuple[str, int]:
        column, bit = divmod(self._whiches[which], TAGS_A_COLUMN)
        return self._masks[column], 1 << bit

    def _tagged(self, table: str) -> str:
        bits: dict[str, list[str]] = {name: [] for name in self._masks}
        for which in self._whiches:
            column, bit = self._tag(which)
            meant = condition(which).sql(dialect="duckdb")
            bits[column].append(f"CASE WHEN {meant} THEN {bit} ELSE 0 END")
        masks = ", ".join(f"{' + '.join(bits[name]) or '0'} AS {name}" for name in bits)
        return f"SELECT e.*, {masks} FROM {table} AS e"

    def _seen(self, features: Sequence[FeatureEntry], *, where: str = "true") -> str:
        """Every event that a row may see, with its age, among those that these features ask for."""
        scopes = ", ".join(str(NUMBERS[scope]) for scope in sorted({one.of for one in features}))
        asked = " OR ".join(self._asked(features))
        columns = ", ".join(["value", "detail", *self._masks])
        longest = max(_days(one) for one in features)
        return f"""
            SELECT m.row, m.scope, m.as_of_day - t.day AS age, {columns}
            FROM mx_members AS m JOIN tagged AS t
              ON t.record = m.record AND t.known_us < m.as_of_us AND t.until_us >= m.as_of_us
             AND t.day <= m.as_of_day AND t.day > m.as_of_day - {longest} AND t.point <> m.point
            WHERE m.scope IN ({scopes}) AND ({asked}) AND {where}
            UNION ALL
            SELECT row, scope, age, {columns} FROM opened
            WHERE scope IN ({scopes}) AND ({asked}) AND {where} AND age < {longest}"""

    def _asked(self, features: Sequence[FeatureEntry]) -> list[str]:
        masks = dict.fromkeys(self._masks, 0)
        for which in dict.fromkeys(one.which for one in features if one.which):
            column, bit = self._tag(which)
            masks[column] |= bit
        return [f"({name} & {mask}) <> 0" for name, mask in masks.items() if mask]

    def _family(self, family: Family) -> str:
        features = self._of(family)
        seen = self._seen(features, where="value IS NOT NULL" if family.needs_value else "true")
        columns = ", ".join(f"{self._read(one, family)} AS {self._own(one)}" for one in features)
        source = self._buckets(family, seen) if family.kept else f"({seen})"
        return f"SELECT row, {columns} FROM {source} AS seen GROUP BY row"

    def _edges(self, family: Family) -> list[int]:
        """Window lengths from short to long; a bucket is the place of the first that holds it."""
        return sorted({_days(one) for one in self._of(family)})

    def _buckets(self, family: Family, seen: str) -> str:
        cases = " ".join(
            f"WHEN age < {edge} THEN {at}" for at, edge in enumerate(self._edges(family))
        )
        keys = ", ".join(["row", "scope", *self._masks, f"CASE {cases} END"])
        kept = ", ".join(f"{text} AS {name}" for name, text in family.kept.items())
        return f"""
            (SELECT {keys} AS bucket, {kept} FROM ({seen}) AS events GROUP BY {keys})"""

    def _read(self, feature: FeatureEntry, family: Family) -> str:
        days = _days(feature)
        window = f"bucket <= {self._edges(family).index(days)}" if family.kept else f"age < {days}"
        kept = f"FILTER (WHERE {self._meant(feature.of, feature.which)} AND {window})"
        return family.reads[feature.aggregate].format(f=kept)

    def _meant(self, scope: Scope, which: Which | None) -> str:
        assert which is not None  # noqa: S101 - only age has none
        column, bit = self._tag(which)
        return f"scope = {NUMBERS[scope]} AND ({column} & {bit}) <> 0"

    def _details(self) -> str:
        """For each whose and which the age of the newest event with a detail, then how many."""
        asked = list(dict.fromkeys((one.of, one.which) for one in self._distinct))
        ages = ", ".join(
            f"min(age) FILTER (WHERE {self._meant(*key)}) AS age{at}"
            for at, key in enumerate(asked)
        )
        columns = ", ".join(
            f"count_if(age{asked.index((one.of, one.which))} < {_days(one)}) AS {self._own(one)}"
            for one in self._distinct
        )
        seen = self._seen(self._distinct, where="detail IS NOT NULL")
        return f"""
            SELECT row, {columns} FROM (
                SELECT row, detail, {ages} FROM ({seen}) AS events GROUP BY row, detail) AS details
            GROUP BY row"""

    def _final(self, *, sides: Sequence[str]) -> str:
        side_of = {one: family.name for family in FAMILIES for one in family.reads}
        side_of[Aggregate.DISTINCT] = DETAILS
        columns = ", ".join(
            f'{self._finally(one, side_of)} AS "{one.name}"' for one in self.features
        )
        joins = " ".join(f"LEFT JOIN {side} ON {side}.row = r.row" for side in sides)
        return f"SELECT r.row, {columns} FROM mx_rows AS r {joins}"

    def _finally(self, feature: FeatureEntry, side_of: dict[Aggregate, str]) -> str:
        if feature.aggregate is Aggregate.AGE:
            return f"(CAST(r.as_of_day AS DOUBLE) - r.birth_day) / {DAYS_A_YEAR}"
        number = f"CAST({side_of[feature.aggregate]}.{self._own(feature)} AS DOUBLE)"
        return f"coalesce({number}, 0.0)" if feature.aggregate in EMPTY_IS_ZERO else number

    def _own(self, feature: FeatureEntry) -> str:
        """Our own name: a feature may be called as a column or as a word of SQL."""
        return self._names[feature.name]


def _days(feature: FeatureEntry) -> int:
    return feature.window_days or EVER


def _query(text: str) -> exp.Query:
    parsed = parse_one(text, dialect="duckdb")
    assert isinstance(parsed, exp.Query)  # noqa: S101 - every part is a SELECT
    return parsed
