"""One new record against all: who may this be? Nothing is written, nobody is joined."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from alongside.linkage.model import LinkageModel
from alongside.linkage.prepare import prepare_one
from alongside.linkage.score import FLOOR, probability
from alongside.linkage.scoring import agreements_sql, key_sql, rare_fields, weight_sql
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of somebody who has no record yet."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A record that may be of the same person, and why."""

    record_id: str
    probability: float
    weight: float
    agreements: list[dict[str, Any]]


def find_matches(
    con: duckdb.DuckDBPyConnection, model: LinkageModel, candidate: Candidate, *, limit: int = 10
) -> list[Match]:
    """Records that score at least one in a hundred against ``candidate``, likeliest first.

    ``con`` is a cursor on a published generation; only temporary tables are written. The scores
    are those that the record would get at the next refresh.
    """
    prepare_one(con, candidate, into="_one")
    keys = ", ".join(f"{key_sql(name)}" for name in model.rules)
    row = first_row(con, f"SELECT [{keys}] FROM _one")
    wanted = [str(key) for key in (row[0] if row else []) if key is not None]
    if not wanted:
        return []
    shares = ", ".join(
        f"{_share(con, model, field)!r} AS share_{field}" for field in rare_fields(model)
    )
    side = f"SELECT *{', ' + shares if shares else ''} FROM _one"
    rows = con.execute(
        f"""SELECT r.record_id, {weight_sql(model)} AS weight, {agreements_sql(model)}
            FROM ({side}) l, link_input r
            WHERE r.record_id IN (SELECT record_id FROM link_key WHERE key IN ({", ".join(wanted)}))
            ORDER BY weight DESC, r.record_id LIMIT {int(limit)}"""
    ).fetchall()
    matches = [_match(row, model) for row in rows]
    return [match for match in matches if match.probability >= FLOOR]


def _match(row: tuple[str, float, str], model: LinkageModel) -> Match:
    record_id, weight, agreements = row
    return Match(
        record_id=record_id,
        probability=probability(weight, model),
        weight=weight,
        agreements=json.loads(agreements),
    )


def _share(con: duckdb.DuckDBPyConnection, model: LinkageModel, field: str) -> float:
    row = first_row(con, f"SELECT {field} FROM _one")
    value = str(row[0]) if row and row[0] is not None else ""
    return model.shares.get(field, {}).get(value, model.least_share)
