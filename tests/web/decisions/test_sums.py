"""What the panel says adds up on paper, whatever the model says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.agency.decision_file import Circumstance, HelpFile, Support
from alongside.risk.advice import Advice, Reason
from alongside.web.decisions.help_offered import context_of, help_for
from alongside.web.decisions.picture import draw_estimate
from alongside.web.decisions.sums import add_up

SHARE = st.floats(0, 1, allow_nan=False)
HELP = HelpFile(
    circumstance={
        "housing": Circumstance(
            says="Housing",
            support=(Support(name="rent", says="Help with rent", grade="low", because="A study"),),
        )
    }
)


def advice(estimate: float, low: float, high: float, base: float, *points: float) -> Advice:
    reasons = tuple(
        Reason(feature=f"f{n}", says=f"fact {n}", points=one) for n, one in enumerate(points)
    )
    return Advice(
        model="m",
        version=1,
        as_of_on=date(2026, 11, 1),
        base=base,
        estimate=estimate,
        low=low,
        high=high,
        reasons=reasons,
        rest=100 * (estimate - base) - sum(points),
    )


@given(st.lists(SHARE, min_size=3, max_size=3), SHARE, st.lists(st.floats(-40, 40), max_size=15))
def test_the_whole_numbers_always_add_up(
    shares: list[float], base: float, points: list[float]
) -> None:
    low, estimate, high = sorted(shares)
    sums = add_up(advice(estimate, low, high, base, *points))
    assert sums.base + sums.up - sums.down + sums.rest == sums.estimate
    assert sums.low <= sums.estimate <= sums.high
    assert len(sums.ups) + len(sums.downs) + len(sums.others) == len(points)
    assert "NaN" not in draw_estimate(sums)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((0.31, 0.22, 0.41, 0.18, 8.0, 6.0, -4.0), ("31", "22 to 41", "18", ["+8", "+6", "−4"])),
        ((0.06, 0.05, 0.08, 0.04, 1.6, 0.4), ("6", "5 to 8", "4", ["+2", "+<1"])),
        ((0.004, 0.001, 0.012, 0.02, -1.2), ("fewer than 1", "up to 2", "2", ["−1"])),
        ((0.52, 0.41, 0.66, 0.2), ("50", "40 to 70", "20", [])),
    ],
)
def test_no_finer_than_the_range_carries(
    given: tuple[float, ...], says: tuple[str, str, str, list[str]]
) -> None:
    sums = add_up(advice(*given))
    weights = [one.says for one in (*sums.ups, *sums.downs)]
    assert (sums.says_estimate, sums.says_range, sums.says_base, weights) == says


def test_only_what_can_be_changed_is_a_lever() -> None:
    reasons = [
        Reason(feature="moves", says="three moves", points=8.0, circumstance="housing"),
        Reason(feature="rent", says="rent paid", points=-2.0, circumstance="housing"),
        Reason(feature="past", says="two earlier placements", points=5.0),
        Reason(feature="age", says="14 years old", points=1.0, circumstance="not_in_the_guideline"),
    ]
    (found,) = help_for(reasons, HELP)
    assert found.facts == ("three moves",)
    assert found.offers[0].name == "housing:rent"
    assert found.offers[0].grade == "studied a little: may help"
    assert context_of(reasons, HELP) == ["two earlier placements", "14 years old"]
    assert help_for(reasons, None) == []
