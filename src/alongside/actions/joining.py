"""Join records to people: link, reconcile with the ledger, and file the result by person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.actions.outbox import SOURCE, outbox_record
from alongside.actions.stores import (
    IdentityChanges,
    OpenMembership,
    Question,
    RefreshStore,
)
from alongside.agency import Agency
from alongside.core import new_person_id
from alongside.linkage import Borderline, LinkageModel, link_records
from alongside.linkage.changes import Change, Propose, apply_changes, minted, tombstones
from alongside.linkage.households import build_households
from alongside.linkage.reconcile import reconcile
from alongside.linkage.seals import SEALED_RECORDS
from alongside.linkage.ties import build_ties
from alongside.timeline import write_memberships
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

BY_MACHINE = "linkage"
SEED = 1
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)  # a person's own acts belong to her from the first
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What the ledger is to learn, what people are to be asked, and a newly trained model."""

    identity: IdentityChanges
    questions: list[Question] | None = None
    model: bytes | None = None
    model_hash: str = ""


def join_records(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    store: RefreshStore,
    *,
    anew: bool,
    records_changed: bool,
    at: datetime,
    progress: Progress,
) -> Joined:
    """Link what changed, reconcile, and write memberships, households and ties."""
    open_now = {one.record_id: one for one in store.open_memberships()}
    if records_changed:
        joined = _link(con, agency, store, open_now, anew=anew, at=at, progress=progress)
    else:
        joined = Joined(identity=IdentityChanges())
    progress("Finding households", 0.0)
    _write(con, store, open_now, joined.identity)
    linkage = agency.file.linkage
    build_households(con, at_most=linkage.household_at_most, institutions=linkage.institutions)
    build_ties(con)
    return joined


def _link(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    store: RefreshStore,
    open_now: Mapping[str, OpenMembership],
    *,
    anew: bool,
    at: datetime,
    progress: Progress,
) -> Joined:
    stored = store.linkage_model()
    judged = store.judgements()
    must = [(one.left, one.right) for one in judged if one.same]
    cannot = [(one.left, one.right) for one in judged if not one.same]
    linked = link_records(
        con,
        model=LinkageModel.from_bytes(stored) if stored else None,
        settings=agency.file.linkage,
        must=must,
        cannot=cannot,
        seed=SEED,
        anew=anew,
        progress=progress,
    )
    progress("Comparing with the identity ledger", 0.0)
    changes = reconcile(
        linked.clusters,
        {record: one.person_id for record, one in open_now.items()},
        facts=store.people_with_facts() | _protected_people(con, open_now),
        sealed_records=_sealed_records(con),
        must=must,
        cannot=cannot,
        mint=new_person_id,
    )
    asked = [_question(one) for one in linked.questions]
    asked += [_proposal(con, one) for one in changes if isinstance(one, Propose)]
    return Joined(
        identity=_ledger_changes(con, changes, open_now, at),
        questions=_one_a_pair(asked),
        model=linked.model.to_bytes() if linked.trained else None,
        model_hash=linked.model.hash if linked.trained else "",
    )


def _ledger_changes(
    con: duckdb.DuckDBPyConnection,
    changes: Iterable[Change],
    open_now: Mapping[str, OpenMembership],
    at: datetime,
) -> IdentityChanges:
    """The changes as rows of the ledger: what ends, what begins, who is new, who is joined."""
    listed = list(changes)
    before = {record: one.person_id for record, one in open_now.items()}
    after = apply_changes(before, listed)
    moved = sorted(record for record, person in after.items() if before.get(record) != person)
    known = _first_known(con, moved)
    opened = [
        OpenMembership(
            record_id=record,
            person_id=after[record],
            from_at=at,
            known_at=known.get(record, at),
            by=BY_MACHINE,
        )
        for record in moved
    ]
    return IdentityChanges(
        minted=minted(listed),
        merged=tombstones(listed),
        closed=[record for record in moved if record in before],
        opened=opened,
        sealed=sorted({after[record] for record in _sealed_records(con) if record in after}),
    )


def _first_known(con: duckdb.DuckDBPyConnection, records: list[str]) -> dict[str, datetime]:
    """Since when each record was known: the moment from which its tie could be known too.

    What was known of somebody shows that the record was known by then, also where the source does
    not say since when the record itself was.
    """
    import pyarrow as pa

    con.register("moved_records", pa.table({"record_id": pa.array(records, pa.string())}))
    rows = con.execute(
        """SELECT record_id, min(known_from)
           FROM (SELECT record_id, known_from FROM record
                 UNION ALL SELECT record_id, known_from FROM event)
           JOIN moved_records USING (record_id) GROUP BY record_id"""
    ).fetchall()
    con.unregister("moved_records")
    return {record: known.replace(tzinfo=UTC) for record, known in rows}


def _sealed_records(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Records whose newest version is sealed; a row that disappears lifts no seal."""
    return frozenset(row[0] for row in con.execute(SEALED_RECORDS).fetchall())


def _protected_people(
    con: duckdb.DuckDBPyConnection, open_now: Mapping[str, OpenMembership]
) -> frozenset[UUID]:
    """People with a protected address: nobody is joined to them without a worker's word."""
    rows = con.execute(
        "SELECT DISTINCT record_id FROM record WHERE address_protected AND known_until IS NULL"
    ).fetchall()
    return frozenset(open_now[row[0]].person_id for row in rows if row[0] in open_now)


def _question(asked: Borderline) -> Question:
    return Question(
        kind="pair",
        left=asked.left,
        right=asked.right,
        probability=asked.probability,
        weight=asked.weight,
        agreements=asked.agreements,
    )


def _proposal(con: duckdb.DuckDBPyConnection, change: Propose) -> Question:
    """A proposal, shown by the strongest pair across its two sides."""
    row = first_row(
        con,
        """SELECT left_record, right_record, probability, weight, agreements FROM link
           WHERE (left_record IN (SELECT unnest($left)) AND right_record IN (SELECT unnest($right)))
              OR (left_record IN (SELECT unnest($right)) AND right_record IN (SELECT unnest($left)))
           ORDER BY weight DESC, left_record, right_record LIMIT 1""",
        {"left": list(change.left), "right": list(change.right)},
    )
    if row is None:
        left, right = sorted((min(change.left), min(change.right)))
        row = (left, right, 0.0, 0.0, "[]")
    left, right, probability, weight, agreements = row
    return Question(
        kind=change.kind,
        left=left,
        right=right,
        probability=probability,
        weight=weight,
        agreements=json.loads(agreements),
    )


def _one_a_pair(questions: Iterable[Question]) -> list[Question]:
    """One question a pair of records; a proposal to merge or split comes before a plain pair."""
    best: dict[tuple[str, str], Question] = {}
    for question in questions:
        pair = (question.left, question.right)
        if pair not in best or best[pair].kind == "pair":
            best[pair] = question
    return list(best.values())


def _write(
    con: duckdb.DuckDBPyConnection,
    store: RefreshStore,
    open_now: Mapping[str, OpenMembership],
    changes: IdentityChanges,
) -> None:
    """File the ledger as it will be once the generation is published."""
    lines = dict(open_now) | {one.record_id: one for one in changes.opened}
    merged = dict(store.tombstones()) | dict(changes.merged)
    rows = [
        (one.record_id, one.person_id, one.from_at, one.known_at, one.by) for one in lines.values()
    ]
    rows += [
        (outbox_record(person), _living(person, merged), ALWAYS, ALWAYS, SOURCE)
        for person in sorted({event.person_id for event in store.outbox()})
        if outbox_record(person) not in lines  # somebody who was written down holds it already
    ]
    write_memberships(con, rows)


def _living(person: UUID, merged: Mapping[UUID, UUID]) -> UUID:
    while person in merged:
        person = merged[person]
    return person
