"""Made-up records in a generation, for the tests of linking: a few, and crowds to learn from."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import duckdb

from alongside.agency.agency_file import LinkageEntry
from alongside.linkage import LinkageModel, Linked, link_records
from alongside.warehouse import TABLES

SETTINGS = LinkageEntry()
KNOWN = datetime(2020, 1, 1)
GIVEN = """Amina Bertha Carlos Dorota Emeka Fatima Goran Helena Ivana Jerome Kirsten Leonard Miriam
Nadia Oluwaseun Patricia Quentin Rosalind Stefania Tobias Ulrike Valentin Wanda Xenia Yolanda
Zoltan"""
FAMILY = """Abernathy Bjornsson Castellano Drummond Eberhardt Falkenberg Gutierrez Hathaway
Iwanowska Jankowski Kowalczyk Lindqvist Montgomery Nakamura Okonkwo Papadakis Rosenthal Schneider
Thornbury Underwood Villanueva Westergaard Yamashita Zimmermann"""
STREETS = ("Orchard", "Mill", "Station", "Church", "Harbour", "Meadow", "Bridge", "Castle")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One record as a source gave it; ``row_hash`` follows from its content."""

    record_id: str
    given_name: str | None = None
    family_name: str | None = None
    birth_on: date | None = None
    sex: str | None = None
    address: str | None = None
    postcode: str | None = None
    place: str | None = None
    phone: str | None = None
    email: str | None = None
    id_number: str | None = None
    birth_precision: str = "day"
    sealed: bool = False
    address_protected: bool = False
    known_from: datetime = field(default=KNOWN)
    known_until: datetime | None = None


def generation(rows: list[Row]) -> duckdb.DuckDBPyConnection:
    """Empty tables of a generation, and these records."""
    con = duckdb.connect(config={"threads": 1})
    for name, columns in TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    if rows:
        receive(con, rows)
    return con


def receive(con: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    """Add records; one that is there already gets a new version, as an ingest would do."""
    import pyarrow as pa

    con.register("arrived", pa.Table.from_pylist([asdict(row) for row in rows]))
    con.execute(
        """UPDATE record SET known_until = known_from + INTERVAL 1 DAY WHERE known_until IS NULL
           AND record_id IN (SELECT record_id FROM arrived)"""
    )
    con.execute(
        """INSERT INTO record BY NAME SELECT *, split_part(record_id, ':', 1) AS source,
               hash(arrived)::UBIGINT AS row_hash, 1 AS version FROM arrived"""
    )
    con.unregister("arrived")


def link(con: duckdb.DuckDBPyConnection, model: LinkageModel | None = None, **more: Any) -> Linked:
    """Link as a refresh does, at the default settings."""
    given: dict[str, Any] = {"settings": SETTINGS, "seed": 1, "anew": True} | more
    return link_records(con, model=model, **given)


@cache
def learnt(people: int) -> LinkageModel:
    """A model of a crowd of so many people, learnt once for all tests."""
    return link(generation(crowd(people))).model


def together(linked: Linked, *records: str) -> bool:
    """Whether these records came to one group."""
    return any(set(records) <= set(group) for group in linked.clusters)


def crowd(people: int, *, seed: int = 3) -> list[Row]:
    """Two records each of so many people; the second has at most one mistake."""
    chance = random.Random(seed)
    rows = []
    for number in range(people):
        first = Row(
            record_id=f"a:{number:05d}",
            given_name=chance.choice(GIVEN.split()),
            family_name=chance.choice(FAMILY.split()),
            birth_on=date(1950, 1, 1) + timedelta(days=chance.randrange(20_000)),
            address=f"{chance.randrange(1, 90)} {chance.choice(STREETS)} Street",
            postcode=f"{chance.randrange(10_000, 10_400)}",
            phone=f"07{chance.randrange(10**8):08d}",
            id_number=f"{chance.randrange(10**9):09d}" if number % 2 else None,
        )
        rows += [first, _again(first, number, chance)]
    return rows


def _again(first: Row, number: int, chance: random.Random) -> Row:
    second = replace(first, record_id=f"b:{number:05d}")
    assert first.given_name
    assert first.family_name
    assert first.birth_on
    match chance.randrange(6):
        case 0:
            return replace(second, given_name=first.given_name[:-1])
        case 1:
            return replace(second, family_name=first.family_name[0] + first.family_name[2:])
        case 2:
            return replace(second, birth_on=first.birth_on + timedelta(days=1))
        case 3:
            return replace(second, address="1 Elsewhere Road", postcode="99999", phone=None)
        case 4:
            return replace(second, id_number=None, phone=None)
        case _:
            return second
