"""The property: nothing that came after the as-of date moves a cell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.timeline.matrix.world import Line, World, instant, matrix_of, model, person
from tests.timeline.matrix.worlds import (
    BEGIN,
    CUT,
    END,
    PEOPLE,
    SCOPES,
    days,
    events,
    file_of,
    instants,
    put,
    stay,
    sure,
    tie,
    worlds,
)

LATER = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERYBODY = file_of(SCOPES)
HERSELF = file_of(("person",))
AFTER = CUT + timedelta(days=1)


def cells(world: World, file: Any) -> dict[int, Line]:
    """The features of each row."""
    made = matrix_of(world, file)
    return {
        row["row"]: {name: row[name] for name in made.features} for row in made.table.to_pylist()
    }


def until_the_cut(world: World) -> World:
    """What was known before the cut: later versions are gone, and those they ended go on."""
    limit = instant(CUT.isoformat())
    kept = world.copy()
    for table in ("event", "person_tie"):
        rows = kept.tables.get(table, [])
        key = "known_from" if table == "event" else "known_at"
        rows = [row for row in rows if row[key] < limit or row.get("kind") == "other"]
        for row in rows:
            if row.get("known_until") is not None and row["known_until"] >= limit:
                row["known_until"] = None
        kept.tables[table] = rows
    return kept


@LATER
@given(world=worlds(), data=st.data())
def test_what_comes_later_moves_no_cell(world: World, data: Any) -> None:
    """Events are added, changed and taken away; people move, ties are declared and taken back."""
    world = until_the_cut(world)
    later = world.copy()
    change_events(later, data.draw)
    learn_events(later, data.draw)
    for _ in range(data.draw(st.integers(0, 2))):
        stay(later, data.draw, known=data.draw(instants(AFTER, END)))
        tie(later, data.draw, known=data.draw(instants(AFTER, END)))
    learn_family(later, data.draw(instants(AFTER, END)).isoformat())
    for row in later.tables.get("person_tie", []):
        if row["known_until"] is None and data.draw(st.booleans()):
            row["known_until"] = data.draw(instants(AFTER, END)) + timedelta(days=200)
    before, after = cells(world, EVERYBODY), cells(later, EVERYBODY)
    assert before == {row: after[row] for row in before}


@LATER
@given(world=worlds(), data=st.data())
def test_records_and_links_that_come_later_move_no_cell(world: World, data: Any) -> None:
    """A new record joins what it likes, and two people become one through it; names change."""
    world = until_the_cut(world)
    later = world.copy()
    change_events(later, data.draw)
    known_before = [one["record_id"] for one in world.tables["record"]]
    into = (1, data.draw(st.sampled_from(PEOPLE[1:])))
    known = data.draw(instants(AFTER, END))
    later.record("cases:new", into[0], known=known.isoformat())
    learn_events(later, data.draw)
    if data.draw(st.booleans()):  # one person's records are the other's now
        for row in later.tables["membership"]:
            if row["person_id"] == person(into[1]):
                row["person_id"] = person(into[0])
    for other in known_before:
        later.link("cases:new", other, data.draw(st.sampled_from([0.4, 0.9, 0.9])))
    change_records(later, data.draw)
    before, after = cells(world, HERSELF), cells(later, HERSELF)
    assert before == {row: after[row] for row in before}


def learn_events(world: World, draw: Any) -> None:
    """Each record gets an event of the past that nobody knew then, and some get anything."""
    for at, record in enumerate(one["record_id"] for one in list(world.tables["record"])):
        known = draw(instants(AFTER, END))
        put(world, f"late{at}", record, [sure(f"late{at}", draw(days(BEGIN, CUT)), known=known)])
        if draw(st.booleans()):
            put(world, f"new{at}", record, draw(events(f"new{at}", record, AFTER, END)))


def learn_family(world: World, known: str) -> None:
    """Only now do we hear that all three always lived together and are one family."""
    there = {one["person_id"] for one in world.tables.get("household", []) if _always(one)}
    for of in PEOPLE:
        if person(of) not in there:
            world.lives(of, "always", None, None, known)
    world.tie(1, 2, "sibling", known).tie(1, 3, "parent", known).tie(3, 2, "child", known)


def _always(stay: Line) -> bool:
    return bool(stay["household_id"] == "always")


def change_events(world: World, draw: Any) -> None:
    """End versions after the cut; of some a new version says something else."""
    for row in list(world.tables["event"]):
        if row["known_until"] is not None or row["kind"] == "other" or not draw(st.booleans()):
            continue
        at: datetime = draw(instants(AFTER, END))
        row["known_until"] = at
        if draw(st.booleans()):
            changes = {"value": 99.0, "detail": "changed", "version": row["version"] + 1}
            world.add("event", **{**row, **changes, "known_from": at, "known_until": None})


def change_records(world: World, draw: Any) -> None:
    """Some records get a new version after the cut, with another name."""
    for row in list(world.tables["record"]):
        if row["version"] == 1 and draw(st.booleans()):
            at: datetime = max(draw(instants(AFTER, END)), row["known_from"])
            row["known_until"] = at
            changes = {"given_name": "Other", "version": 2, "known_from": at}
            world.add("record", **{**row, **changes, "known_until": None})


def test_a_record_that_bridges_two_others_bridges_them_from_when_it_came() -> None:
    """School and hospital are one person's only because of the benefit record of July."""
    world = World()
    world.record("school:a", 1).record("hospital:a", 1)
    world.record("benefits:a", 1, known="2020-07-01")
    world.link("school:a", "benefits:a").link("benefits:a", "hospital:a")
    world.event("v", "hospital:a", "visit", "2020-01-01")
    world.event("r1", "school:a", "referral", "2020-06-01")
    world.event("r2", "school:a", "referral", "2020-08-01")
    world.event("end", "school:a", "other", "2022-01-01")
    file = model([{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}])
    assert matrix_of(world, file).table["n"].to_pylist() == [0, 1]


def test_a_weak_link_joins_nothing() -> None:
    world = World().record("school:a", 1).record("hospital:a", 1)
    world.link("school:a", "hospital:a", 0.49)
    world.event("v", "hospital:a", "visit", "2020-01-01")
    world.event("r1", "school:a", "referral", "2020-06-01")
    world.event("end", "school:a", "other", "2022-01-01")
    file = model([{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}])
    assert matrix_of(world, file).table["n"].to_pylist() == [0]


def test_a_workers_tie_holds_since_she_said_it() -> None:
    """She joined the hospital's record in July, and with it the one that hangs on it."""
    world = World().record("school:a", 1)
    world.record("hospital:a", 1, by="7", tied="2020-07-01")
    world.record("hospital:b", 1, by="7", tied="2020-07-01").link("hospital:a", "hospital:b")
    world.event("v", "hospital:b", "visit", "2020-01-01")
    for key, day in (("r1", "2020-06-01"), ("r2", "2020-07-02")):
        world.event(key, "school:a", "referral", day)
    world.event("end", "school:a", "other", "2022-01-01")
    file = model([{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}])
    assert matrix_of(world, file).table["n"].to_pylist() == [0, 1]


def test_the_record_of_a_referral_is_known_with_the_referral() -> None:
    """A call is a new record each time: what it is linked to was known before, and counts."""
    world = World().record("school:a", 1).record("calls:1", 1, known="2020-06-01")
    world.link("school:a", "calls:1")
    world.event("v", "school:a", "visit", "2020-01-01")
    world.event("1", "calls:1", "referral", "2020-06-01")
    world.event("end", "school:a", "other", "2022-01-01")
    file = model([{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}])
    assert matrix_of(world, file).table["n"].to_pylist() == [1]


def test_a_record_that_its_source_closed_keeps_its_past() -> None:
    """The source took the record away in 2021 and its links with it; 2020 looks as it did."""
    world = World().record("school:a", 1)
    world.record("hospital:a", 1, known_until=instant("2021-01-01"))
    world.event("v", "hospital:a", "visit", "2020-01-01", until="2021-01-01")
    world.event("r1", "school:a", "referral", "2020-06-01")
    world.event("end", "school:a", "other", "2022-01-01")
    file = model([{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}])
    assert matrix_of(world, file).table["n"].to_pylist() == [1]


def test_what_workers_did_here_belongs_to_the_person_and_bridges_nothing() -> None:
    world = World().record("school:a", 1).record("hospital:a", 1)
    world.member("alongside:1", 1, "2019-01-01", by="alongside")
    world.event("8", "alongside:1", "visit", "2020-01-01")
    world.event("v", "hospital:a", "visit", "2020-01-01")
    world.event("r1", "school:a", "referral", "2020-06-01")
    world.event("end", "school:a", "other", "2022-01-01")
    file = model([{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}])
    assert matrix_of(world, file).table["n"].to_pylist() == [1]
