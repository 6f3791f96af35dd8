"""A small made-up agency whose generation is written row by row and published."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from django.utils import timezone

from alongside.actions.stores import IdentityChanges, OpenMembership, Publication
from alongside.agency import Agency, read_agency, write_agency
from alongside.core import new_person_id
from alongside.timeline import build_timeline, published_names, write_memberships
from alongside.warehouse import Generation, make_durable, new_generation, open_building
from alongside.web.identity.models import MembershipRow, PersonRow, SealRow
from alongside.web.publishing.publish import publish

SOURCES = {
    "cases": ("Case system", "Agency", "referral", "Referral"),
    "school": ("School", "School", "attendance", "Half term"),
    "hospital": ("Hospital", "Health", "emergency_visit", "Emergency visit"),
    "police": ("Police", "Police", "call_out", "Called to the home"),
    "clinic": ("Clinic", "Health", "treatment", "Treatment"),
}
SOURCE_TOML = """\
title = "{title}"
lane = "{lane}"
[tables.all]
format = "csv"
path = "{name}.csv"
[[record]]
name = "person"
key = ["id"]
given_name = "given"
purposes = ["casework", "supervision"]
[[event]]
of = "person"
kind = "{kind}"
says = "{says}"
happened = "on"
purposes = ["casework", "supervision"]
"""
PURPOSES = ["casework", "supervision"]
KNOWN = datetime(2020, 1, 1, 12)


def write_town(folder: Path) -> Agency:
    """An agency folder with five sources."""
    write_agency(folder, name="Northmere", demo=True)
    for name, (title, lane, kind, says) in SOURCES.items():
        text = SOURCE_TOML.format(name=name, title=title, lane=lane, kind=kind, says=says)
        (folder / "sources" / f"{name}.toml").write_text(text)
    return read_agency(folder)


def at(day: str | date | datetime) -> datetime:
    """Noon of a day, without a zone, as a generation keeps it."""
    if isinstance(day, datetime):
        return day
    return datetime.combine(date.fromisoformat(day) if isinstance(day, str) else day, time(12))


@dataclass
class Town:
    """Rows to be published; ids of people are random, keys of records are counted."""

    agency: Agency
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    owner: dict[str, tuple[UUID, datetime, str]] = field(default_factory=dict)

    def person(self, *records: str, **values: Any) -> UUID:
        """A person with one record in each of these sources."""
        identity = new_person_id()
        for source in records or ("cases",):
            self.record(identity, source, **values)
        return identity

    def record(self, person_id: UUID, source: str = "cases", **values: Any) -> str:
        """One version of a record; ``key`` and ``version`` to correct an earlier one."""
        key = values.pop("key", None) or f"r{len(self.rows.get('record', []))}"
        linked = at(values.pop("linked", values.get("known_from", KNOWN)))
        row = {
            "record_id": f"{source}:{key}",
            "source": source,
            "source_key": key,
            "block": "person",
            "version": 1,
            "known_from": KNOWN,
            "given_name": "Mila",
            "family_name": "Varga-Lisle",
            "birth_on": date(2019, 3, 12),
            "birth_precision": "day",
            "sex": "female",
            "language": "hu",
            "sealed": False,
            "address_protected": False,
            "sensitivity": 1,
            "purposes": PURPOSES,
            **values,
        }
        self._add("record", row)
        self.owner.setdefault(row["record_id"], (person_id, linked, "linkage"))
        return str(row["record_id"])

    def event(self, record_id: str, day: str | date | None, **values: Any) -> str:
        """One version of an event of a record; known the same day unless said otherwise."""
        source = record_id.split(":")[0]
        key = values.pop("key", None) or f"e{len(self.rows.get('event', []))}"
        happened = at(day) if day is not None else None
        row = {
            "event_id": f"{source}:{key}",
            "record_id": record_id,
            "source": source,
            "source_key": key,
            "version": 1,
            "kind": SOURCES[source][2],
            "happened_from": happened,
            "precision": "day" if happened else "unknown",
            "known_from": happened or KNOWN,
            "known_is_receipt": False,
            "sensitivity": 1,
            "purposes": PURPOSES,
            "origin": "source",
            "lane": SOURCES[source][1],
            **values,
        }
        for column in ("known_from", "known_until", "happened_until"):
            if row.get(column) is not None:
                row[column] = at(row[column])
        self._add("event", row)
        return str(row["event_id"])

    def stay(self, person_id: UUID, household: str = "h1", **values: Any) -> None:
        """A time in a household."""
        row = {"household_id": household, "person_id": person_id, "because": "address"}
        self._add("household", {**row, "known_at": KNOWN, "from_on": date(2021, 1, 1), **values})

    def tie(self, person_id: UUID, other_id: UUID, kind: str, **values: Any) -> None:
        """A declared relationship, one direction."""
        row = {"person_id": person_id, "other_id": other_id, "kind": kind, "source": "cases"}
        self._add("person_tie", {**row, "known_at": KNOWN, **values})

    def link(self, left: str, right: str, probability: float, *fields: str) -> None:
        """A scored pair that agrees on these fields."""
        first, second = sorted((left, right))
        agreements = json.dumps(
            [{"field": name, "says": "the same", "weight": 3.0} for name in fields]
        )
        row = {"left_record": first, "right_record": second, "weight": 9.0}
        self._add("link", {**row, "probability": probability, "agreements": agreements})

    def publish(self, *, received: datetime | None = None) -> UUID:
        """Build the generation and make it current, with the ledger and the search index."""
        folder = self.agency.data / "warehouse"
        generation = new_generation(folder)
        con = open_building(generation)
        for table, rows in self.rows.items():
            _insert(con, table, rows)
        stamp = received or timezone.now()
        write_memberships(
            con,
            [
                (record, person, stamp, known.replace(tzinfo=UTC), by)
                for record, (person, known, by) in self.owner.items()
            ],
        )
        build_timeline(con)
        self._publish(generation, con, stamp)
        return UUID(generation.id)

    def seal(self, person_id: UUID, *named: Any) -> SealRow:
        """Seal a published person; only the named users may see them."""
        seal = SealRow.objects.create(
            person_id=person_id, by="source", reason="adoption", sealed_at=timezone.now()
        )
        seal.named.set(named)
        return seal

    def _publish(
        self, generation: Generation, con: duckdb.DuckDBPyConnection, stamp: datetime
    ) -> None:
        people = {person for person, _known, _by in self.owner.values()}
        old_people = set(PersonRow.objects.values_list("id", flat=True))
        old_records = set(MembershipRow.objects.values_list("record_id", flat=True))
        names = published_names(con)
        con.close()
        make_durable(generation)
        opened = [
            OpenMembership(
                record_id=record,
                person_id=person,
                from_at=stamp,
                known_at=known.replace(tzinfo=UTC),
                by=by,
            )
            for record, (person, known, by) in self.owner.items()
            if record not in old_records
        ]
        changes = IdentityChanges(minted=sorted(people - old_people), opened=opened)
        publish(
            Publication(
                generation_id=UUID(generation.id),
                at=stamp,
                identity=changes,
                names_came=names,
                names_anew=True,
            )
        )

    def _add(self, table: str, row: dict[str, Any]) -> None:
        self.rows.setdefault(table, []).append(row)


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        columns = ", ".join(row)
        marks = ", ".join("?" for _ in row)
        con.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
