"""Numbers as people say them, and never finer than what is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.risk import Advice, Trained, estimate_sentence
from alongside.risk.wording import fact, number, of_100


@pytest.mark.parametrize(
    ("case", "estimate", "low", "high", "said"),
    [
        ("the usual", 0.062, 0.053, 0.079, ("6", "5 to 8")),
        ("ends round outwards", 0.061, 0.059, 0.0701, ("6", "5 to 8")),
        ("whole ends stay", 0.06, 0.05, 0.08, ("6", "5 to 8")),
        ("under one", 0.004, 0.001, 0.018, ("fewer than 1", "up to 2")),
        ("low end under one", 0.012, 0.004, 0.018, ("1", "up to 2")),
        ("wide: fives", 0.407, 0.287, 0.569, ("40", "25 to 60")),
        ("all but certain", 0.992, 0.97, 1.0, ("99", "97 to 100")),
    ],
)
def test_of_100(case: str, estimate: float, low: float, high: float, said: tuple[str, str]) -> None:
    assert of_100(estimate, low=low, high=high) == said, case


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted))
def test_what_is_said_is_never_narrower_than_what_is_known(shares: list[float]) -> None:
    low, estimate, high = shares
    middle, ends = of_100(estimate, low=low, high=high)
    below, above = (0, ends[6:]) if ends.startswith("up to") else ends.split(" to ")
    assert int(below) <= 100 * low + 1e-6
    assert 100 * high <= int(above) + 1e-6
    assert middle == "fewer than 1" or int(below) <= int(middle) <= int(above)


def test_the_sentence(trained: Trained) -> None:
    said = Advice(
        model="harm",
        version=1,
        as_of_on=date(2024, 1, 1),
        base=0.09,
        estimate=0.062,
        low=0.053,
        high=0.079,
    )
    assert estimate_sentence(said, trained.released.about) == (
        "Of 100 referrals like this, about 6 (5 to 8) had harm confirmed within a year. "
        "Of all referrals it was 9."
    )


def test_silence_has_no_sentence_of_numbers(trained: Trained) -> None:
    silent = Advice(model="harm", version=1, as_of_on=date(2024, 1, 1), abstains=("No.",))
    assert estimate_sentence(silent, trained.released.about) == ""


@pytest.mark.parametrize(
    ("says", "none", "aggregate", "value", "said"),
    [
        ("{n} move(s) in the last year", "", "count", 3.0, "3 moves in the last year"),
        ("{n} move(s) in the last year", "", "count", 1.0, "1 move in the last year"),
        ("{n} move(s) in the last year", "", "count", 0.0, "no moves in the last year"),
        ("{n} move(s)", "no move known", "count", 0.0, "no move known"),
        ("{n} child(ren) at home", "", "distinct", 2.0, "2 children at home"),
        ("{n} day(s) since a visit", "never visited", "days_since_last", None, "never visited"),
        ("{n} day(s) since a visit", "never", "days_since_last", 0.0, "0 days since a visit"),
        ("{n} move(s) in a year", "", "mean", None, "not known: moves in a year"),
        ("{n} % attendance", "", "mean", None, "not known: attendance"),
        ("score of {n}", "", "last", 16.25, "score of 16.2"),
    ],
)  # fmt: skip
def test_a_fact(
    trained: Trained, says: str, none: str, aggregate: str, value: float | None, said: str
) -> None:
    """Zero is *nothing* only where zero means that nothing happened."""
    feature = trained.released.features[0].model_copy(
        update={"says": says, "says_none": none, "aggregate": aggregate}
    )
    assert fact(feature, value) == said


def test_numbers_are_read_aloud() -> None:
    assert [number(value) for value in (3.0, 1200.0, 0.04, 12.5)] == ["3", "1,200", "0", "12.5"]
