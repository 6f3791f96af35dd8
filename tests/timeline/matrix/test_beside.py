"""What stands beside the features of a row: who, with whom, what is known, and audited groups."""

from __future__ import annotations

import uuid
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import AlongsideError
from alongside.timeline.matrix import one_row, read_matrix, write_matrix
from alongside.timeline.matrix.units import FEWEST, components
from tests.timeline.matrix.world import (
    THRESHOLD,
    ZONE,
    World,
    generation,
    matrix_of,
    model,
    person,
    rows_of,
)

FEATURES = [{"name": "n", "aggregate": "count", "which": {"kinds": ["visit"]}}]


def pair() -> World:
    """Two people, a referral of each on the same day."""
    world = World().record("cases:a", 1).record("cases:b", 2)
    world.event("r1", "cases:a", "referral", "2020-06-01")
    world.event("r2", "cases:b", "referral", "2020-06-01")
    return world.event("end", "cases:b", "other", "2022-01-01")


def test_a_pseudonym_is_the_same_for_a_person_and_a_key_and_nothing_else() -> None:
    again = pair().event("r3", "cases:a", "referral", "2020-07-01")
    first = matrix_of(again, model(FEATURES), secret=b"one").table["person"].to_pylist()
    other = matrix_of(again, model(FEATURES), secret=b"two").table["person"].to_pylist()
    assert first[0] == first[2] != first[1]
    assert not set(first) & set(other)
    assert str(person(1)) not in first


def test_identities_are_in_only_without_a_key_and_the_matrix_says_so() -> None:
    made = matrix_of(pair(), model(FEATURES))
    assert made.about.identified
    assert [uuid.UUID(one) for one in made.table["person"].to_pylist()] == [person(1), person(2)]
    assert not matrix_of(pair(), model(FEATURES), secret=b"k").about.identified


def test_people_of_one_household_or_one_family_are_one_unit() -> None:
    world = pair().record("cases:c", 3).record("cases:d", 4)
    world.event("r3", "cases:c", "referral", "2020-06-01")
    world.event("r4", "cases:d", "referral", "2020-06-01")
    world.lives(1, "h", "2018-01-01", "2018-06-01").lives(2, "h", "2018-05-01")
    world.lives(4, "h", "2017-01-01", "2018-01-01")  # there before the others came
    world.tie(2, 3, "sibling")
    units = matrix_of(world, model(FEATURES)).table["unit"].to_pylist()
    assert units[0] == units[1] == units[2] != units[3]


def test_one_web_of_people_falls_back_to_persons_and_says_so() -> None:
    world = World()
    for number in range(1, FEWEST + 2):
        world.record(f"cases:{number}", number).lives(number, "h", "2018-01-01")
        world.event(f"r{number}", f"cases:{number}", "referral", "2020-06-01")
    world.event("end", "cases:1", "other", "2022-01-01")
    made = matrix_of(world, model(FEATURES))
    assert len(set(made.table["unit"].to_pylist())) == FEWEST + 1
    assert len(made.about.notes) == 1


@given(ties=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=14))
def test_components_are_those_of_a_walk(ties: list[tuple[int, int]]) -> None:
    left, right = np.array(ties, dtype=int).reshape(-1, 2).T
    names = components(12, left, right)
    for start in range(12):
        reached, waiting = set(), [start]
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting += [b for a, b in ties if a == node] + [a for a, b in ties if b == node]
        assert names[start] == min(reached)


def test_audited_groups_are_read_today_and_stand_apart() -> None:
    world = World()
    world.record(
        "cases:a", 1, birth_on=date(2012, 5, 31), sex="female", language="es", place="Saltmarsh"
    )
    world.add("trait", record_id="cases:a", trait="race", value="White", known_from=None)
    world.tables["trait"][0]["known_from"] = world.tables["record"][0]["known_from"]
    world.event("r1", "cases:a", "referral", "2020-06-01")
    world.event("end", "cases:a", "other", "2022-01-01")
    audit = {"traits": ["race"], "records": ["sex", "language", "age_band", "place"]}
    made = matrix_of(world, model(FEATURES, audit=audit))
    assert made.audits == ("race", "sex", "language", "age_band", "place")
    (row,) = made.table.to_pylist()
    assert [row[f"audit_{name}"] for name in made.audits] == [
        "White",
        "female",
        "es",
        "6-11",
        "Saltmarsh",
    ]
    assert not any(name.startswith("audit_") for name in made.features)


def test_known_events_and_missing_sources_are_those_of_the_as_of_date() -> None:
    """The school's record came in July; a visit was known, another was not yet."""
    world = pair().record("school:a", 1, known="2020-07-01").link("cases:a", "school:a")
    world.event("v", "cases:a", "visit", "2020-05-01")
    world.event("w", "cases:a", "visit", "2020-05-01", "2020-06-05")
    world.event("r3", "cases:a", "referral", "2020-08-01")
    file = model(FEATURES, use={"needs_sources": ["school", "cases", "police"]})
    rows = [row for row in rows_of(world, file) if row["person"] == str(person(1))]
    assert [row["known_events"] for row in rows] == [1, 3]
    assert [row["missing_sources"] for row in rows] == ["school,police", "police"]


def test_exposure_to_advice_is_counted() -> None:
    world = pair().member("alongside:1", 1, "2019-01-01", by="alongside")
    world.event("9", "alongside:1", "advice_opened", "2020-06-02", code="cases:r1")
    assert matrix_of(world, model(FEATURES)).about.exposed == 1


def test_a_matrix_travels_with_all_that_is_said_about_it(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "m.parquet"
    made = matrix_of(pair(), model(FEATURES, audit={"records": ["sex"]}))
    write_matrix(made, path)
    again = read_matrix(path)
    assert again.table.equals(made.table)
    assert (again.features, again.audits, again.about) == (made.features, made.audits, made.about)


def test_types_are_those_that_the_matrix_promises() -> None:
    made = matrix_of(pair(), model(FEATURES, audit={"records": ["sex"]}))
    assert {name: str(made.table.schema.field(name).type) for name in made.table.column_names} == {
        "row": "int64",
        "person": "string",
        "unit": "int64",
        "as_of_on": "date32[day]",
        "label": "int8",
        "known_events": "int64",
        "missing_sources": "string",
        "n": "double",
        "audit_sex": "string",
    }


def test_one_row_of_nothing_is_refused_and_age_says_who_is_outside() -> None:
    world = World().record("cases:a", 1, birth_on=date(2000, 1, 1))
    world.event("r1", "cases:a", "referral", "2020-06-01")
    world.event("v", "cases:a", "visit", "2020-05-01")
    con = generation(world)
    file = model(FEATURES, cohort={"which": {"kinds": ["referral"]}, "age_under": 18})
    asked = {"source": "cases", "person_ids": [person(1)], "zone": ZONE, "threshold": THRESHOLD}
    row = one_row(con, file, source_key="r1", **asked)  # type: ignore[arg-type]
    assert (row.values, row.in_cohort) == ({"n": 1.0}, False)
    with pytest.raises(AlongsideError, match="AL-T021"):
        one_row(con, file, source_key="v", **asked)  # type: ignore[arg-type]
