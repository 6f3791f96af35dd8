"""How well records were joined: counted against a known truth, equal to counting pair by pair."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.linkage import tallies
from alongside.linkage.evaluate import evaluate


def spread(*groups: str) -> dict[str, int]:
    """``"ab", "c"``: a and b are one, c is another."""
    return {record: number for number, group in enumerate(groups) for record in group}


# clusters, truth: precision and recall of pairs, precision and recall of people
CASES = {
    "all right": (("abc", "d"), ("abc", "d"), (1, 1), (1, 1)),
    "a record missed": (("ab", "c"), ("abc",), (1, 1 / 3), (0, 0)),
    "a stranger joined": (("abc",), ("ab", "c"), (1 / 3, 1), (0, 0)),
    "one of two people right": (("ab", "c", "d"), ("ab", "cd"), (1, 1 / 2), (1 / 3, 1 / 2)),
    "nothing joined, nothing to join": (("a", "b"), ("a", "b"), (None, None), (1, 1)),
    "nothing joined": (("a", "b"), ("ab",), (None, 0), (0, 0)),
}


@pytest.mark.parametrize("name", CASES)
def test_shares(name: str) -> None:
    clusters, truth, pairs, people = CASES[name]
    found = evaluate(spread(*clusters), spread(*truth), seed=1, resamples=10)
    assert (found.pairs.precision.value, found.pairs.recall.value) == pytest.approx(pairs)
    assert (found.clusters.precision.value, found.clusters.recall.value) == pytest.approx(people)


def test_b_cubed_counts_by_record() -> None:
    found = evaluate(spread("xyb", "c"), spread("xy", "bc"), seed=1)
    assert found.bcubed.precision.value == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.bcubed.recall.value == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)


def test_records_in_no_cluster_are_told_and_left_out() -> None:
    found = evaluate(spread("ab"), spread("abc"), seed=1)
    assert (found.records, found.unmatched, found.pairs.recall.value) == (2, 1, 1)


def test_nothing_in_common_is_no_score() -> None:
    found = evaluate({}, spread("ab"), seed=1)
    assert (found.records, found.unmatched, found.pairs.f1.value) == (0, 2, None)


LABELS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from("xy")), min_size=2, max_size=14
)


@given(LABELS)
@settings(deadline=None)
def test_pairs_are_counted_as_if_one_by_one(labels: list[tuple[int, int, str]]) -> None:
    clusters = {str(n): cluster for n, (cluster, _, _) in enumerate(labels)}
    truth = {str(n): who for n, (_, who, _) in enumerate(labels)}
    groups = {str(n): group for n, (_, _, group) in enumerate(labels)}
    records = sorted(truth)
    table = tallies.count_cells([truth[r] for r in records], [clusters[r] for r in records])
    for name in ("", "x"):
        mark = [not name or groups[r] == name for r in records]
        of_group = [
            pair for pair in combinations(range(len(records)), 2) if mark[pair[0]] or mark[pair[1]]
        ]
        joined = {(a, b) for a, b in of_group if clusters[records[a]] == clusters[records[b]]}
        same = {(a, b) for a, b in of_group if truth[records[a]] == truth[records[b]]}
        sums = tallies.group_tally(table, np.array(mark)).sum(axis=0)
        assert sums == pytest.approx(
            [len(joined & same), len(joined), len(joined & same), len(same)]
        )


def _town(missed: str, people: int = 120) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Two records a person, two groups of people; one person in two of a group is missed."""
    clusters, truth, groups = {}, {}, {}
    for number in range(people):
        group = "left" if number % 2 else "right"
        for half in "ab":
            record = f"{number}{half}"
            truth[record], groups[record] = str(number), group
            apart = group == missed and number % 4 < 2
            clusters[record] = record if apart else str(number)
    return clusters, truth, groups


def test_a_group_that_is_found_less_often_is_named_with_its_gap() -> None:
    found = evaluate(*_town("left"), seed=1)
    left, right = found.groups["left"].pairs, found.groups["right"].pairs
    assert left is not None
    assert right is not None
    assert (left.recall.value, right.recall.value) == (0.5, 1)
    assert (found.worst_group, found.worst_group_recall_gap) == ("left", pytest.approx(0.25))


def test_a_small_group_is_marked_and_says_nothing() -> None:
    found = evaluate(*_town("left", people=80), seed=1)
    assert found.groups["left"].too_small
    assert found.groups["left"].pairs is None
    assert found.worst_group is None


def test_the_interval_holds_the_value_and_narrows_with_more_people() -> None:
    widths = []
    for people in (200, 3200):
        recall = evaluate(*_town("left", people=people), seed=1).pairs.recall
        low, value, high = recall.low or 0, recall.value or 0, recall.high or 0
        assert 0 < low <= value <= high
        widths.append(high - low)
    assert widths[1] < widths[0] / 2


def test_the_same_seed_gives_the_same_figures_as_plain_values() -> None:
    one, two = (evaluate(*_town("left"), seed=3).as_json() for _ in range(2))
    assert json.dumps(one) == json.dumps(two)
    assert list(one) == [
        "records",
        "unmatched",
        "people",
        "true_pairs",
        "pairs",
        "clusters",
        "bcubed",
        "groups",
        "worst_group",
        "worst_group_recall_gap",
    ]
