"""What came after support in like cases."""

from __future__ import annotations

import numpy as np

from alongside.risk.helped import count_helped

RNG = np.random.default_rng(3)


def test_like_is_compared_with_like_and_every_case_counts_once() -> None:
    estimate = RNG.random(3000)
    later = RNG.random(3000) < estimate * 0.3
    given = RNG.random(3000) < 0.4
    found = count_helped(estimate, later, {"deposit": given}, fewest=20)
    assert [one.support for one in found] == ["deposit"] * 3
    assert sum(one.with_cases + one.without_cases for one in found) == 3000
    assert sum(one.with_events + one.without_events for one in found) == later.sum()
    assert sum(one.with_cases for one in found) == given.sum()
    assert [one.high for one in found[:2]] == [one.low for one in found[1:]]


def test_few_cases_on_either_side_say_nothing() -> None:
    estimate = RNG.random(600)
    given = np.zeros(600, dtype=bool)
    given[np.argsort(estimate)[:19]] = True
    assert count_helped(estimate, given, {"deposit": given}, fewest=20) == ()
    assert len(count_helped(estimate, given, {"deposit": given}, fewest=19)) == 1
    assert count_helped(estimate[:0], given[:0], {"deposit": given[:0]}, fewest=1) == ()
