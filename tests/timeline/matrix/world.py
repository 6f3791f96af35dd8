"""A generation in memory from a few lines: records, links, events, households and ties."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import duckdb

from alongside.agency import ModelFile
from alongside.core.dates import day_span
from alongside.timeline import build_timeline
from alongside.timeline.matrix import Matrix, build_matrix
from alongside.warehouse import TABLES

ZONE = ZoneInfo("America/New_York")
PURPOSES = ["analysis", "casework"]
THRESHOLD = 0.5
Line = dict[str, Any]


def person(number: int) -> UUID:
    """A made-up id."""
    return UUID(int=number)


def instant(day: str | datetime) -> datetime:
    """The begin of a local day (``2020-03-01``), or an instant in UTC as it is written."""
    if isinstance(day, datetime):
        return day
    if len(day) == 10:
        return day_span(date.fromisoformat(day), ZONE).start.replace(tzinfo=None)
    return datetime.fromisoformat(day).replace(tzinfo=None)


@dataclass
class World:
    """Rows of the tables that a matrix is made of."""

    tables: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> World:
        """Add one row."""
        self.tables.setdefault(table, []).append(values)
        return self

    def copy(self) -> World:
        """The same rows once more."""
        return World(copy.deepcopy(self.tables))

    def record(
        self, name: str, of: int, *, known: str = "2019-01-01", by: str = "linkage", **more: Any
    ) -> World:
        """A record ``source:key`` of a person; ``tied`` says since when a worker's tie holds."""
        source, key = name.split(":")
        tied = instant(more.pop("tied", known))
        self.add(
            "record",
            **{
                "record_id": name,
                "source": source,
                "source_key": key,
                "version": 1,
                "known_from": instant(known),
                "purposes": PURPOSES,
                "sensitivity": 1,
                **more,
            },
        )
        return self.member(name, of, tied, by=by)

    def member(self, name: str, of: int, tied: str | datetime, *, by: str = "linkage") -> World:
        """Whose record it is."""
        return self.add(
            "membership",
            record_id=name,
            person_id=person(of),
            from_at=instant(tied),
            known_at=instant(tied),
            linked_by=by,
        )

    def link(self, left: str, right: str, probability: float = 0.9) -> World:
        """A scored pair."""
        left, right = sorted((left, right))
        return self.add(
            "link",
            left_record=left,
            right_record=right,
            weight=1.0,
            probability=probability,
            agreements="[]",
        )

    def event(
        self, key: str, of: str, kind: str, happened: str | None, known: str = "", **more: Any
    ) -> World:
        """An event of a record, known on the day it happened unless said otherwise."""
        source = of.split(":")[0]
        until = more.pop("until", None)
        return self.add(
            "event",
            **{
                "event_id": f"{source}:{key}",
                "record_id": of,
                "source": source,
                "source_key": key,
                "version": 1,
                "kind": kind,
                "happened_from": instant(happened) if happened else None,
                "known_from": instant(known or happened or "2019-01-01"),
                "known_until": instant(until) if until else None,
                "sensitivity": 1,
                "purposes": PURPOSES,
                "origin": "source",
                **more,
            },
        )

    def lives(
        self, of: int, home: str, begin: str | None, end: str | None = None, known: str = ""
    ) -> World:
        """Somebody's time in a household."""
        return self.add(
            "household",
            household_id=home,
            person_id=person(of),
            from_on=date.fromisoformat(begin) if begin else None,
            until_on=date.fromisoformat(end) if end else None,
            because="address",
            known_at=instant(known or begin or "2019-01-01"),
        )

    def tie(
        self, of: int, other: int, kind: str, known: str = "2019-01-01", until: str | None = None
    ) -> World:
        """``other`` is the ``kind`` of ``of``, read from her side."""
        return self.add(
            "person_tie",
            person_id=person(of),
            other_id=person(other),
            kind=kind,
            source="cases",
            known_at=instant(known),
            known_until=instant(until) if until else None,
        )


def generation(world: World) -> duckdb.DuckDBPyConnection:
    """Write the rows and everything that is sorted by person."""
    con = duckdb.connect(config={"threads": 1})
    con.execute("SET TimeZone = 'UTC'")
    for name, columns in TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    for table, rows in world.tables.items():
        for row in rows:
            marks = ", ".join("?" for _ in row)
            con.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
    build_timeline(con)
    return con


def model(features: list[Line], **more: Any) -> ModelFile:
    """A model file about referrals, with these features."""
    values: Line = {
        "title": "A test",
        "decision": "screening",
        "purposes": ["casework"],
        "counts": "referrals",
        "use_for": ["tests"],
        "not_for": ["people"],
        "cannot_know": ["anything"],
        "cohort": {"which": {"kinds": ["referral"]}},
        "label": {
            "which": {"kinds": ["harm"]},
            "within_days": 365,
            "says": "had harm",
            "stands_for": "harm",
            "mismatch": "all of it",
        },
        "feature": [{"says": "{n}", **one} for one in features],
        "audit": {"records": []},
    }
    return ModelFile.model_validate({**values, **more})


def matrix_of(
    world: World, file: ModelFile, *, engine: Any = "duckdb", secret: bytes | None = None
) -> Matrix:
    """The matrix of a world."""
    return build_matrix(
        generation(world),
        file,
        name="test",
        model_sha256="",
        generation="g",
        zone=ZONE,
        threshold=THRESHOLD,
        secret=secret,
        engine=engine,
    )


def rows_of(world: World, file: ModelFile, **more: Any) -> list[Line]:
    """The rows of the matrix of a world."""
    rows: list[Line] = matrix_of(world, file, **more).table.to_pylist()
    return rows


def aware(day: str) -> datetime:
    """The begin of a local day, aware."""
    return instant(day).replace(tzinfo=UTC)
