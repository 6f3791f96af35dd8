"""Whole people on one side, the test later in time, and labels complete before it begins."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.risk.arrays import days, units
from alongside.risk.split import Sides, lots, part_rows
from tests.risk.making import made_up, matrix_of, model_file

TEST_FROM = date(2022, 1, 1)
FIRST = (TEST_FROM - date(1970, 1, 1)).days


def parted(**split: object) -> tuple[Sides, np.ndarray, np.ndarray]:
    matrix = made_up(3000)
    sides = part_rows(matrix, model_file(split=split), seed=4)
    return sides, units(matrix), days(matrix)


@pytest.mark.parametrize("by_time", [True, False])
def test_no_unit_is_in_two_parts(by_time: bool) -> None:
    sides, unit, _ = parted(by_time=by_time)
    seen = [set(unit[rows]) for rows in (sides.train, sides.calibration, sides.test)]
    assert all(seen)
    assert sum(map(len, seen)) == len(set.union(*seen))


def test_what_is_learnt_was_complete_before_the_test_begins() -> None:
    sides, _, on = parted(test_from=TEST_FROM)
    assert on[sides.test].min() >= FIRST
    for rows in (sides.train, sides.calibration):
        assert (on[rows] + 365).max() < FIRST


def test_without_a_date_the_test_is_in_the_last_third() -> None:
    sides, _, on = parted()
    begins = date.fromisoformat(str(sides.parted.test_from))
    assert abs((on >= (begins - date(1970, 1, 1)).days).mean() - 1 / 3) < 0.01


def test_by_unit_only_where_dates_are_stand_ins() -> None:
    sides, _, on = parted(by_time=False)
    assert sides.parted.test_from is None
    assert on[sides.train].max() > FIRST > on[sides.test].min()
    assert sum(map(len, (sides.train, sides.calibration, sides.test))) == 3000


def test_every_row_is_in_a_part_or_counted_with_a_reason() -> None:
    sides, _, _ = parted(test_from=TEST_FROM)
    used = sum(map(len, (sides.train, sides.calibration, sides.test)))
    assert used + sum(sides.parted.left_out.values()) == 3000


def test_rows_without_an_outcome_are_in_no_part() -> None:
    on = np.arange(900) * 2
    label = np.where(on > 1700, np.nan, on % 4 // 2)
    matrix = matrix_of({"moves": on * 1.0}, label=label, unit=np.arange(900), on=on)
    sides = part_rows(matrix, model_file(), seed=1)
    lacking = np.flatnonzero(np.isnan(label))
    assert not np.isin(lacking, np.r_[sides.train, sides.calibration, sides.test]).any()
    assert sides.parted.left_out["their outcome is not known yet"] == len(lacking)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**31), others=st.lists(st.integers(-(2**60), 2**60), max_size=20))
def test_a_unit_draws_the_same_lot_whoever_else_is_there(seed: int, others: list[int]) -> None:
    alone = lots(np.array([7]), seed=seed, salt=1)[0]
    assert 0 <= alone < 1
    assert lots(np.array([*others, 7]), seed=seed, salt=1)[-1] == alone


def test_lots_are_even_and_change_with_the_seed() -> None:
    unit = np.arange(20_000)
    first, second = lots(unit, seed=1, salt=1), lots(unit, seed=2, salt=1)
    assert abs((first < 0.35).mean() - 0.35) < 0.015
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.03


def test_the_day_on_which_the_test_begins_is_in_it() -> None:
    on = [(TEST_FROM - date(2018, 1, 1)).days + shift for shift in (-1, 0)] * 200
    matrix = matrix_of({"moves": on}, label=np.tile([0, 1], 200), unit=np.arange(400), on=on)
    sides = part_rows(matrix, model_file(split={"test_from": TEST_FROM}), seed=1)
    assert set(days(matrix)[sides.test]) == {FIRST}
    assert timedelta(days=FIRST) + date(1970, 1, 1) == TEST_FROM
