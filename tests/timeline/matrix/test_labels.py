"""What came after a row, and which rows are left out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.timeline.matrix.world import Line, World, matrix_of, model, rows_of

FEATURE: list[Line] = [{"name": "n", "aggregate": "count", "which": {"kinds": ["referral"]}}]


def referred(**more: Line) -> World:
    """A referral known on 2020-06-01 and data until the first day of 2022."""
    world = World().record("cases:a", 1)
    world.event("r1", "cases:a", "referral", "2020-06-01")
    return world.event("end", "cases:a", "other", "2022-01-01", **more)


@pytest.mark.parametrize(
    ("happened", "label"),
    [
        ("2020-05-31", 0),  # on the as-of date: it is the past
        ("2020-06-01", 1),
        ("2021-05-31", 1),  # the last of 365 days
        ("2021-06-01", 0),
    ],
)
def test_the_window_of_a_label_begins_after_the_as_of_date(happened: str, label: int) -> None:
    world = referred().event("h", "cases:a", "harm", happened)
    assert [row["label"] for row in rows_of(world, model(FEATURE))] == [label]


def test_a_label_is_what_is_known_today() -> None:
    """Known late it counts; taken back since it does not; a record joined since counts too."""
    late = referred().event("h", "cases:a", "harm", "2020-07-01", "2021-12-01")
    gone = referred().event("h", "cases:a", "harm", "2020-07-01", until="2021-01-01")
    joined = referred().record("police:a", 1, known="2021-12-01").link("cases:a", "police:a")
    joined.event("h", "police:a", "harm", "2020-07-01", "2021-12-01")
    assert [rows_of(one, model(FEATURE))[0]["label"] for one in (late, gone, joined)] == [1, 0, 1]


def test_the_opening_event_is_no_outcome_of_itself() -> None:
    label = model(FEATURE).label.model_dump() | {"which": {"kinds": ["referral"]}}
    file = model(FEATURE, label=label)
    assert [row["label"] for row in rows_of(referred(), file)] == [0]
    again = referred().event("r2", "cases:a", "referral", "2020-12-01")
    assert [row["label"] for row in rows_of(again, file)] == [1, 0]


def test_a_decision_after_advice_is_an_outcome_though_never_a_feature() -> None:
    world = referred().member("alongside:1", 1, "2019-01-01", by="alongside")
    world.event("9", "alongside:1", "advice_opened", "2020-06-02", code="cases:r1")
    world.event("r1", "cases:a", "harm", "2020-06-03", event_id="cases:s1")
    made = matrix_of(world, model(FEATURE))
    assert (made.table["label"].to_pylist(), made.about.exposed) == ([1], 1)


def test_a_window_that_reaches_past_the_data_leaves_the_row_out_and_says_so() -> None:
    world = referred().event("r2", "cases:a", "referral", "2021-06-01")
    made = matrix_of(world, model(FEATURE))
    assert made.about.data_until_on == "2022-01-01"
    assert made.table.num_rows == 1
    assert list(made.about.left_out.values()) == [1]


def test_what_workers_did_here_does_not_stretch_the_data() -> None:
    world = referred().member("alongside:1", 1, "2019-01-01", by="alongside")
    world.event("9", "alongside:1", "records_joined", "2023-01-01")
    assert matrix_of(world, model(FEATURE)).about.data_until_on == "2022-01-01"


def test_the_next_event_and_whether_it_is_the_one_meant() -> None:
    """Three interviews: the next after the first says no home, after the second a home."""
    world = World().record("cases:a", 1)
    for key, day, kind in (
        ("1", "2020-01-01", "housed"),
        ("2", "2020-07-01", "homeless"),
        ("3", "2021-01-01", "housed"),
    ):
        world.event(key, "cases:a", "referral", day, event_id=f"cases:i{key}")
        world.event(key, "cases:a", kind, day, event_id=f"cases:{kind}{key}")
    label = model(FEATURE).label.model_dump() | {
        "how": "next",
        "which": {"kinds": ["homeless"]},
        "among": {"kinds": ["homeless", "housed"]},
    }
    cohort = {"which": {"kinds": ["referral"]}, "sees": "same_day"}
    made = matrix_of(world, model(FEATURE, label=label, cohort=cohort))
    assert made.table["label"].to_pylist() == [1, 0]
    assert list(made.about.left_out.values()) == [1]


def test_rows_are_bounded_by_day_and_by_age() -> None:
    world = World().record("cases:a", 1, birth_on=date(2002, 6, 1))
    for day in ("2019-06-01", "2020-01-01", "2020-05-15", "2020-07-01"):
        world.event(day, "cases:a", "referral", day)
    world.event("end", "cases:a", "other", "2023-01-01")
    cohort = {
        "which": {"kinds": ["referral"]},
        "from_on": date(2019, 12, 31),
        "until_on": date(2021, 1, 1),
        "age_under": 18,
    }
    made = matrix_of(world, model(FEATURE, cohort=cohort))
    assert [day.isoformat() for day in made.table["as_of_on"].to_pylist()] == [
        "2019-12-31",
        "2020-05-14",
    ]
    assert list(made.about.left_out.values()) == [1]


def test_a_sealed_life_has_no_row_and_is_counted_nowhere() -> None:
    from tests.timeline.matrix.world import person

    world = World().record("cases:a", 1, sealed=True).record("cases:b", 2)
    world.event("r1", "cases:a", "referral", "2020-06-01")
    world.event("r2", "cases:b", "referral", "2020-06-01")
    world.event("end", "cases:b", "other", "2022-01-01")
    made = matrix_of(world, model(FEATURE))
    assert made.table["person"].to_pylist() == [str(person(2))]
    assert made.about.left_out == {}
