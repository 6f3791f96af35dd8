"""From the records of a generation to groups of records: the one function a refresh calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from alongside.linkage.cluster import Clusters, Pair, cluster
from alongside.linkage.model import LinkageModel
from alongside.linkage.prepare import prepare
from alongside.linkage.score import score_all, score_changed
from alongside.linkage.train import FEWEST, train
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

QUESTIONS_AT_MOST = 2000
Progress = Callable[[str, float], None]


class LinkageSettings(Protocol):
    """What the agency decides about joining."""

    @property
    def threshold(self) -> float: ...
    @property
    def review_from(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Borderline:
    """A pair that only a person may decide."""

    left: str
    right: str
    probability: float
    weight: float
    agreements: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Groups that cover every current record once, questions, and the model they rest on."""

    model: LinkageModel
    trained: bool
    clusters: list[list[str]]
    questions: list[Borderline]
    contradictions: list[Pair]


def link_records(
    con: duckdb.DuckDBPyConnection,
    *,
    model: LinkageModel | None,
    settings: LinkageSettings,
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    seed: int,
    anew: bool,
    progress: Progress = lambda stage, share: None,
) -> Linked:
    """Prepare, train where there is no model, score what changed, and group.

    ``anew`` scores every pair again: for a generation that was replayed. Built-in weights give way
    to trained ones as soon as there are enough records.
    """
    progress("Preparing records", 0.0)
    prepare(con)
    trained = model is None or (model.records == 0 and _count(con) >= FEWEST)
    if model is None or trained:
        progress("Learning how records agree", 0.0)
        model = train(con, seed=seed)
    if trained or anew:
        settle = trained and model.records > 0
        model = score_all(con, model, settle_prior=settle, progress=progress)
    else:
        score_changed(con, model)
    progress("Grouping records", 0.0)
    links = _links(con, settings.review_from)
    cannot = list(cannot)
    groups = cluster(
        _records(con),
        links,
        threshold=settings.threshold,
        must=must,
        cannot=cannot,
        doubted=_twins(con),
    )
    return Linked(
        model=model,
        trained=trained,
        clusters=[*groups.groups, *([one] for one in _sealed(con))],
        questions=_questions(con, groups, links, settings, cannot),
        contradictions=groups.contradictions,
    )


def _questions(
    con: duckdb.DuckDBPyConnection,
    groups: Clusters,
    links: Sequence[tuple[str, str, float]],
    settings: LinkageSettings,
    cannot: Iterable[Pair],
) -> list[Borderline]:
    """Unsure pairs whose records ended apart: the strongest of each two groups, strongest first."""
    group_of = {record: number for number, group in enumerate(groups.groups) for record in group}
    apart, answered = set(groups.kept_apart), set(cannot)
    best: dict[tuple[int, int], tuple[str, str, float]] = {}
    for left, right, likely in links:
        a, b = sorted((group_of[left], group_of[right]))
        unsure = likely < settings.threshold or (left, right) in apart
        if a == b or not unsure or (left, right) in answered:
            continue
        if (a, b) not in best or (-likely, left) < (-best[a, b][2], best[a, b][0]):
            best[a, b] = (left, right, likely)
    chosen = sorted(best.values(), key=lambda one: (-one[2], one[0], one[1]))[:QUESTIONS_AT_MOST]
    found = _details(con, [(left, right) for left, right, _ in chosen])
    return [found[left, right] for left, right, _ in chosen]


def _details(con: duckdb.DuckDBPyConnection, pairs: Sequence[Pair]) -> Mapping[Pair, Borderline]:
    import pyarrow as pa

    table = pa.table(
        {
            "left_record": pa.array([left for left, _ in pairs], pa.string()),
            "right_record": pa.array([right for _, right in pairs], pa.string()),
        }
    )
    con.register("_asked", table)
    rows = con.execute(
        """SELECT left_record, right_record, probability, weight, agreements FROM link
           JOIN _asked USING (left_record, right_record)"""
    ).fetchall()
    con.unregister("_asked")
    return {
        (left, right): Borderline(
            left=left,
            right=right,
            probability=probability,
            weight=weight,
            agreements=json.loads(agreements),
        )
        for left, right, probability, weight, agreements in rows
    }


# one agreeing fact names nobody: a pair that is joined or asked about agrees on two at least
_ENOUGH = """len(string_split(agreements, '"weight":'))
             - len(string_split(agreements, '"weight":-')) >= 2"""
# Two who live together, of one family name and birth date, with different given names, and records
# full enough to say the sex of both: twins, unless a person says otherwise. Only a number of one's
# own outweighs it, and not for a boy and a girl: numbers are mixed up between twins.
_TWINS = """
    SELECT left_record, right_record
    FROM (SELECT left_record, right_record, agreements FROM link
          WHERE contains(agreements, '"field":"given name","says":"differs"')
            AND contains(agreements, '"field":"birth date","says":"the same"')
            AND NOT contains(agreements, '"field":"family name","says":"differs"')
            AND (contains(agreements, '"field":"sex","says":"differs"')
                 OR (contains(agreements, '"field":"sex"')
                     AND NOT contains(agreements, '"field":"number","says":"the same"')))) k
    JOIN link_input l ON l.record_id = k.left_record
    JOIN link_input r ON r.record_id = k.right_record
    WHERE l.address = r.address OR l.phone = r.phone
    ORDER BY left_record, right_record"""


def _links(con: duckdb.DuckDBPyConnection, least: float) -> list[tuple[str, str, float]]:
    return con.execute(
        f"""SELECT left_record, right_record, probability FROM link
            WHERE probability >= ? AND {_ENOUGH} ORDER BY left_record, right_record""",
        [least],
    ).fetchall()


def _twins(con: duckdb.DuckDBPyConnection) -> list[Pair]:
    """Pairs that look like twins."""
    return con.execute(_TWINS).fetchall()


def _records(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute("SELECT record_id FROM link_input ORDER BY record_id").fetchall()
    return [row[0] for row in rows]


def _sealed(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        """SELECT DISTINCT record_id FROM record WHERE known_until IS NULL AND sealed
           ORDER BY record_id"""
    ).fetchall()
    return [row[0] for row in rows]


def _count(con: duckdb.DuckDBPyConnection) -> int:
    row = first_row(con, "SELECT count(*) FROM link_input")
    return int(row[0]) if row else 0
