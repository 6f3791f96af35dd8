"""Scores depend on the model and the two records alone; who is who in cases that hurt."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from alongside.linkage import LinkageModel
from alongside.linkage.prepare import prepare
from alongside.linkage.score import load_shares
from alongside.linkage.scoring import keyed_sql, sieve_columns_sql, sieve_sql, weight_sql
from alongside.linkage.sketch import register_sketch
from tests.linkage.people import Row, crowd, generation, learnt, link, receive, together

CROWD = crowd(400)
ANNA = Row(
    record_id="a:anna",
    given_name="Elizabeth",
    family_name="Thistlewood",
    birth_on=date(2012, 5, 9),
    sex="f",
    address="17 Larkspur Close",
    postcode="54321",
    phone="0712345678",
)


@pytest.fixture(scope="module")
def model() -> LinkageModel:
    """Learnt from the crowd, as a first refresh would."""
    return learnt(400)


def links(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("SELECT * FROM link ORDER BY left_record, right_record").fetchall()


def keys(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("SELECT * FROM link_key ORDER BY ALL").fetchall()


def test_little_by_little_gives_what_all_at_once_gives(model: LinkageModel) -> None:
    """Half comes first, then the rest; of the first some were corrected, one was sealed."""
    half = CROWD[: len(CROWD) // 2]
    early = [replace(row, given_name="Wilhelmina") for row in half[:7]]
    con = generation([*early, *half[7:], ANNA])
    link(con, model)
    later = [*half[:7], *CROWD[len(CROWD) // 2 :], replace(ANNA, sealed=True)]
    receive(con, later)
    slowly = link(con, model, anew=False)

    at_once = generation(CROWD)
    fast = link(at_once, model)
    assert links(con) == links(at_once)
    assert keys(con) == keys(at_once)
    assert sorted(slowly.clusters) == sorted([*fast.clusters, ["a:anna"]])


def test_no_model_is_trained_while_there_is_one(model: LinkageModel) -> None:
    linked = link(generation(CROWD), model, anew=False)
    assert not linked.trained
    assert linked.model == model


def test_the_order_of_arrival_changes_nothing() -> None:
    shuffled = random.Random(5).sample(CROWD, len(CROWD))
    one, other = generation(CROWD), generation(shuffled)
    straight, mixed = link(one), link(other)
    assert straight.model.hash == mixed.model.hash
    assert straight.clusters == mixed.clusters
    assert links(one) == links(other)


def test_the_crowd_is_found_again(model: LinkageModel) -> None:
    linked = link(generation(CROWD), model)
    found = sum(together(linked, f"a:{n:05d}", f"b:{n:05d}") for n in range(400))
    assert found >= 395
    assert len(linked.clusters) >= 395


def test_every_current_record_is_in_one_group_sealed_ones_alone(model: LinkageModel) -> None:
    twice = [ANNA, replace(ANNA, record_id="b:anna", sealed=True)]
    linked = link(generation([*CROWD, *twice]), model)
    assert sorted(record for group in linked.clusters for record in group) == sorted(
        row.record_id for row in [*CROWD, *twice]
    )
    assert ["b:anna"] in linked.clusters


def test_nothing_is_ever_scored_against_a_sealed_record(model: LinkageModel) -> None:
    con = generation([*CROWD, ANNA, replace(ANNA, record_id="b:anna", sealed=True)])
    link(con, model)
    sealed = "SELECT count(*) FROM {} WHERE 'b:anna' IN ({})"
    for table, columns in (("link", "left_record, right_record"), ("link_key", "record_id")):
        assert con.execute(sealed.format(table, columns)).fetchone() == (0,)


def test_an_extract_whose_lines_are_all_alike_joins_nobody_and_stops_nothing() -> None:
    full = replace(ANNA, email="a@b.example", place="Hull", id_number="123456789")
    con = generation([replace(full, record_id=f"a:{number:03d}") for number in range(60)])
    linked = link(con)
    assert linked.model.rules == ()
    assert len(linked.clusters) == 60
    receive(con, [replace(ANNA, record_id="a:new")])
    assert len(link(con, linked.model, anew=False).clusters) == 61


def test_the_sieve_lets_through_whatever_may_be_likely(model: LinkageModel) -> None:
    """Its weight is never less than the pair's own, for every pair of a hundred records."""
    con = generation(CROWD[:100])
    prepare(con)
    load_shares(con, model)
    register_sketch(con)
    con.execute(
        f"CREATE TEMP TABLE k AS SELECT *, {', '.join(sieve_columns_sql(model))} "
        f"FROM ({keyed_sql(model, 'link_input')})"
    )
    pairs = f"SELECT {weight_sql(model)} AS weight, {sieve_sql(model)} AS most FROM k l, k r"
    count, wrong, low = con.execute(
        f"""SELECT count(*), count(*) FILTER (most < weight), count(*) FILTER (most < 0)
            FROM ({pairs})"""
    ).fetchall()[0]
    assert (count, wrong) == (10_000, 0)
    assert low > 9_000


SAME = {
    "a letter differs": {"family_name": "Thistlewod"},
    "day and month swapped": {"birth_on": date(2012, 9, 5)},
    "given and family name swapped": {"given_name": "Thistlewood", "family_name": "Elizabeth"},
    "moved, and another phone": {
        "address": "3 Mill Street", "postcode": "10001", "phone": "0798765432",
    },
    "a short form": {"given_name": "Liz"},
}  # fmt: skip
OTHER = {
    "a twin": {"given_name": "Georgina"},
    "a twin brother": {"given_name": "Frederick", "sex": "m"},
    "an elder sister": {"given_name": "Georgina", "birth_on": date(2008, 11, 27)},
    "a mother of the same name": {"birth_on": date(1979, 1, 30)},
    "a stranger who moved in after them": {
        "given_name": "Ludmila", "family_name": "Kowalczyk", "birth_on": date(1966, 4, 2),
    },
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
@pytest.mark.parametrize("of_crowd", [True, False], ids=["learnt", "built in"])
def test_one_person(case: str, of_crowd: bool, model: LinkageModel) -> None:
    pair = [ANNA, replace(ANNA, record_id="b:anna", **SAME[case])]  # type: ignore[arg-type]
    linked = link(generation([*CROWD, *pair] if of_crowd else pair), model if of_crowd else None)
    assert together(linked, "a:anna", "b:anna")


@pytest.mark.parametrize("case", OTHER)
@pytest.mark.parametrize("of_crowd", [True, False], ids=["learnt", "built in"])
def test_two_people(case: str, of_crowd: bool, model: LinkageModel) -> None:
    pair = [ANNA, replace(ANNA, record_id="b:anna", **OTHER[case])]  # type: ignore[arg-type]
    linked = link(generation([*CROWD, *pair] if of_crowd else pair), model if of_crowd else None)
    assert not together(linked, "a:anna", "b:anna")


def test_two_people_on_one_number_are_not_joined_by_it_alone(model: LinkageModel) -> None:
    one = replace(ANNA, id_number="123456789")
    other = Row(
        record_id="b:other",
        given_name="Zbigniew",
        family_name="Kowalczyk",
        birth_on=date(1958, 8, 30),
        sex="m",
        id_number="123456789",
    )
    assert not together(link(generation([*CROWD, one, other]), model), "a:anna", "b:other")


def test_an_unsure_pair_is_asked_about_and_an_answer_is_kept(model: LinkageModel) -> None:
    """The same name and phone but another year: whatever is thought of it, people's word holds."""
    rows = [*CROWD, ANNA, replace(ANNA, record_id="b:anna", birth_on=date(2012, 5, 8))]
    pair = [("a:anna", "b:anna")]
    assert not together(link(generation(rows), model, cannot=pair), "a:anna", "b:anna")
    asked = link(generation(rows), model, cannot=pair).questions
    assert ("a:anna", "b:anna") not in {(one.left, one.right) for one in asked}
    far = [("a:00001", "a:anna")]
    assert together(link(generation(rows), model, must=far), "a:00001", "a:anna")


def test_questions_lie_between_the_two_thresholds_strongest_first(model: LinkageModel) -> None:
    linked = link(generation(CROWD), model)
    likely = [one.probability for one in linked.questions]
    assert likely == sorted(likely, reverse=True)
    for one in linked.questions:
        assert not together(linked, one.left, one.right)
        assert one.probability >= 0.2
