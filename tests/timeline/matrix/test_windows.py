"""Where a window begins and ends, and what is known when: one case a test."""

from __future__ import annotations

import pytest

from tests.timeline.matrix.world import Line, World, model, rows_of

VISITS = {"kinds": ["visit"]}


def base() -> World:
    """A child with a referral known on 2020-06-01, and an event that ends the data in 2022."""
    world = World().record("cases:a", 1)
    world.event("r1", "cases:a", "referral", "2020-06-01", detail="neglect", value=2.0)
    return world.event("end", "cases:a", "other", "2022-01-01")


def count(world: World, which: Line = VISITS, *, days: int | None = 30, **more: object) -> float:
    """How many events the one row counts."""
    feature = {"name": "n", "aggregate": "count", "which": which, "window_days": days, **more}
    (row,) = rows_of(world, model([feature]))
    return float(row["n"])


@pytest.mark.parametrize(
    ("happened", "counted"),
    [
        ("2020-05-31", 1),  # the as-of date itself: age 0
        ("2020-05-02", 1),  # 29 days before it
        ("2020-05-01", 0),  # 30 days before: the first day outside
        ("2020-06-01", 0),  # the day of the referral
    ],
)
def test_a_window_of_30_days_is_the_as_of_date_and_29_days_before(
    happened: str, counted: int
) -> None:
    assert count(base().event("v", "cases:a", "visit", happened)) == counted


@pytest.mark.parametrize(
    ("known", "counted"),
    [
        ("2020-06-01T03:59:59", 1),  # a second before midnight in New York (four hours behind)
        ("2020-06-01T04:00:00", 0),  # midnight: the day after
    ],
)
def test_known_on_the_as_of_date_means_before_local_midnight(known: str, counted: int) -> None:
    assert count(base().event("v", "cases:a", "visit", "2020-05-20", known)) == counted


def test_a_day_in_winter_ends_five_hours_behind() -> None:
    world = World().record("cases:a", 1)
    world.event("r1", "cases:a", "referral", "2020-02-01")
    world.event("end", "cases:a", "other", "2022-01-01")
    assert count(world.event("v", "cases:a", "visit", "2020-01-20", "2020-02-01T04:30:00")) == 1


def test_what_is_planned_for_later_is_no_feature() -> None:
    """An appointment of July that was known in May has not happened."""
    assert count(base().event("v", "cases:a", "visit", "2020-07-01", "2020-05-20"), days=None) == 0


def test_more_conditions_than_one_number_has_bits() -> None:
    world = base()
    for number in range(70):
        for times in range(number % 3):
            key = f"v{number}.{times}"
            world.event(key, "cases:a", "visit", "2020-05-20", detail=str(number))
    features = [
        {
            "name": f"n{number}",
            "aggregate": "count",
            "which": {"kinds": ["visit"], "details": [str(number)]},
        }
        for number in range(70)
    ]
    (row,) = rows_of(world, model(features))
    assert [row[f"n{number}"] for number in range(70)] == [number % 3 for number in range(70)]


def test_a_feature_may_be_called_as_a_word_of_sql_or_a_column() -> None:
    names = ("order", "select", "age", "value", "n", "scope", "bucket", "f1", "f0", "tags0")
    features = [{"name": one, "aggregate": "count", "which": {"kinds": ["visit"]}} for one in names]
    features += [{"name": "last", "aggregate": "last", "which": {"kinds": ["visit"]}}]
    world = base().event("v", "cases:a", "visit", "2020-05-20", value=3.0)
    (row,) = rows_of(world, model(features))
    assert [row[name] for name in (*names, "last")] == [1.0] * len(names) + [3.0]


def test_nobody_in_the_cohort_gives_a_matrix_without_rows() -> None:
    feature = {"name": "n", "aggregate": "count", "which": VISITS}
    assert rows_of(World().record("cases:a", 1), model([feature])) == []


def test_an_event_without_a_date_is_in_no_window() -> None:
    assert count(base().event("v", "cases:a", "visit", None), days=None) == 0


def test_a_version_counts_while_it_was_believed() -> None:
    """It was two visits until the source took one back, on the day of the referral or before."""
    world = base().event("v", "cases:a", "visit", "2020-05-20")
    later = world.copy().event("w", "cases:a", "visit", "2020-05-21", until="2020-06-01")
    before = world.copy().event("w", "cases:a", "visit", "2020-05-21", until="2020-05-31")
    assert (count(later), count(before)) == (2, 1)


def test_the_opening_event_is_seen_at_age_0_and_nothing_else_of_its_key() -> None:
    world = base()
    world.event("r1", "cases:a", "screening", "2020-05-31", event_id="cases:s1", detail="in")
    world.event("r0", "cases:a", "screening", "2020-05-31", event_id="cases:s0", detail="in")
    features = [
        {"name": "opened", "aggregate": "days_since_last", "which": {"kinds": ["referral"]}},
        {
            "name": "neglect",
            "aggregate": "count",
            "which": {"kinds": ["referral"], "details": ["neglect"], "at_least": 2},
            "window_days": 1,
        },
        {"name": "screened", "aggregate": "count", "which": {"kinds": ["screening"]}},
    ]
    (row,) = rows_of(world, model(features))
    assert row["as_of_on"].isoformat() == "2020-05-31"
    assert (row["opened"], row["neglect"], row["screened"]) == (0, 1, 1)


def test_same_day_sees_all_of_the_day() -> None:
    world = base().event("v", "cases:a", "visit", "2020-06-01")
    cohort = {"which": {"kinds": ["referral"]}, "sees": "same_day"}
    features = [
        {"name": "n", "aggregate": "count", "which": VISITS, "window_days": 1},
        {"name": "opened", "aggregate": "count", "which": {"kinds": ["referral"]}},
    ]
    (row,) = rows_of(world, model(features, cohort=cohort))
    assert (row["as_of_on"].isoformat(), row["n"], row["opened"]) == ("2020-06-01", 1, 1)


def test_the_cohort_takes_the_first_version() -> None:
    """A referral that was corrected later keeps its day and what was said on it."""
    world = World().record("cases:a", 1)
    world.event(
        "r1", "cases:a", "referral", "2020-06-01", until="2020-09-01", detail="neglect", version=1
    )
    world.event("r1", "cases:a", "referral", "2020-06-01", "2020-09-01", detail="other", version=2)
    world.event("end", "cases:a", "other", "2022-01-01")
    which = {"kinds": ["referral"], "details": ["neglect"]}
    (row,) = rows_of(world, model([{"name": "n", "aggregate": "count", "which": which}]))
    assert (row["as_of_on"].isoformat(), row["n"]) == ("2020-05-31", 1)


@pytest.mark.parametrize(
    "more",
    [
        {"origin": "advice"},
        {"sensitivity": 3},
        {"purposes": ["analysis"]},
        {"purposes": []},
        {"purposes": None},
    ],
    ids=["advice", "restricted", "another purpose", "no purpose", "purpose forgotten"],
)
def test_what_may_not_speak_is_not_counted(more: Line) -> None:
    assert count(base().event("v", "cases:a", "visit", "2020-05-20", **more)) == 0


def test_what_followed_advice_is_no_feature_of_any_row() -> None:
    """Two referrals were screened; advice was opened on the first before it was."""
    world = base()
    world.event("r2", "cases:a", "referral", "2020-08-01")
    world.event("r1", "cases:a", "screening", "2020-06-02", event_id="cases:s1")
    both = {"name": "n", "aggregate": "count", "which": {"kinds": ["screening"]}}
    first, second = rows_of(world.copy(), model([both]))
    assert (first["n"], second["n"]) == (0, 1)
    world.member("alongside:1", 1, "2019-01-01", by="alongside")
    world.event("9", "alongside:1", "advice_opened", "2020-06-02", code="cases:r1")
    first, second = rows_of(world, model([both]))
    assert (first["n"], second["n"]) == (0, 0)


def test_details_codes_sources_and_bounds_narrow_what_is_meant() -> None:
    world = base().record("school:a", 1).link("cases:a", "school:a")
    world.event("v", "cases:a", "visit", "2020-05-20", detail="x", code="1", value=5.0)
    world.event("w", "school:a", "visit", "2020-05-20", detail="y", code="2", value=7.0)
    world.event("u", "school:a", "visit", "2020-05-20")
    kinds = {"kinds": ["visit"]}
    assert count(world, kinds) == 3
    assert count(world, {**kinds, "details": ["x", "z"]}) == 1
    assert count(world, {**kinds, "codes": ["2"]}) == 1
    assert count(world, {**kinds, "sources": ["school"]}) == 2
    assert count(world, {**kinds, "at_least": 5}) == 2
    assert count(world, {**kinds, "at_least": 5.5, "at_most": 7}) == 1


def test_age_is_what_the_records_said_by_then() -> None:
    from datetime import date

    world = World().record("cases:a", 1, birth_on=date(2010, 5, 31))
    world.record("school:a", 1, birth_on=date(2011, 5, 31), known="2020-06-02")
    world.record("help:a", 1, birth_on=date(2011, 5, 31), known="2020-06-03")
    world.link("cases:a", "school:a").link("cases:a", "help:a")
    world.event("r1", "cases:a", "referral", "2020-06-01")
    world.event("r2", "cases:a", "referral", "2020-07-01")
    world.event("end", "cases:a", "other", "2022-01-01")
    first, second = rows_of(world, model([{"name": "age", "aggregate": "age"}]))
    assert first["age"] == pytest.approx(3653 / 365.25)
    assert second["age"] == pytest.approx(9 + 30 / 365.25, abs=0.01)


@pytest.mark.parametrize("scope", ["siblings", "household", "earlier_households"])
def test_nobody_is_her_own_sibling_when_two_records_of_hers_are_tied(scope: str) -> None:
    world = base().event("v", "cases:a", "visit", "2020-05-20")
    world.tie(1, 1, "sibling")
    counted = count(world, of=scope)
    assert counted == (1 if scope == "household" else 0)
