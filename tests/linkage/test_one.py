"""One new record against all: the same scores as at the next refresh, and nothing is written."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import duckdb
import pytest

from alongside.linkage import Candidate, find_matches
from tests.linkage.people import Row, crowd, generation, learnt, link, receive

CROWD = crowd(300)


def as_candidate(row: Row) -> Candidate:
    return Candidate(**{one.name: getattr(row, one.name) for one in fields(Candidate)})


@pytest.mark.parametrize("number", [0, 7, 41, 100, 298, 511])
def test_a_score_is_the_one_that_the_record_gets_when_it_arrives(number: int) -> None:
    con = generation(CROWD)
    model = learnt(400)
    link(con, model)
    new = replace(CROWD[number], record_id="z:new")
    asked = find_matches(con, model, as_candidate(new), limit=50)
    receive(con, [new])
    link(con, model, anew=False)
    scored = con.execute(
        """SELECT left_record, probability, weight FROM link WHERE right_record = 'z:new'
           ORDER BY weight DESC, left_record"""
    ).fetchall()
    assert [one.record_id for one in asked] == [record for record, _, _ in scored]
    assert [one.probability for one in asked] == pytest.approx([likely for _, likely, _ in scored])
    assert [one.weight for one in asked] == pytest.approx([weight for _, _, weight in scored])
    assert asked[0].agreements


def test_nobody_resembles_an_empty_form() -> None:
    con = generation(CROWD)
    link(con, learnt(400))
    assert find_matches(con, learnt(400), Candidate()) == []


def test_a_published_generation_can_be_asked(tmp_path: Path) -> None:
    con = generation(CROWD)
    model = learnt(400)
    link(con, model)
    con.execute(f"ATTACH '{tmp_path / 'published.duckdb'}' AS published")
    con.execute("COPY FROM DATABASE memory TO published")
    con.execute("DETACH published")
    published = duckdb.connect(str(tmp_path / "published.duckdb"), read_only=True)
    first = CROWD[0]
    best = find_matches(published.cursor(), model, as_candidate(first))[0]
    assert best.record_id in {"a:00000", "b:00000"}
    assert best.probability > 0.99


def test_a_sealed_record_is_never_answered() -> None:
    sealed = replace(CROWD[0], record_id="s:1", sealed=True)
    con = generation([*CROWD, sealed])
    model = learnt(400)
    link(con, model)
    found = find_matches(con, model, as_candidate(sealed), limit=50)
    assert "s:1" not in {one.record_id for one in found}
