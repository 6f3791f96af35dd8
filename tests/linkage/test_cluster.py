"""Guarded clustering: strongest first, people's words before scores, never by order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from alongside.linkage.cluster import cluster

RECORDS = [f"r{number}" for number in range(8)]
PAIRS = list(combinations(RECORDS, 2))
links = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.3, 0.6, 0.8, 0.99]), max_size=20)
words = st.lists(st.sampled_from(PAIRS), max_size=5, unique=True)


def groups(
    scored: dict[tuple[str, str], float],
    must: list[tuple[str, str]] = [],  # noqa: B006 - never changed
    cannot: list[tuple[str, str]] = [],  # noqa: B006
) -> list[set[str]]:
    listed = [(left, right, likely) for (left, right), likely in scored.items()]
    found = cluster(RECORDS, listed, threshold=0.5, must=must, cannot=cannot)
    return [set(group) for group in found.groups]


def apart(left: str, right: str, found: list[set[str]]) -> bool:
    return not any({left, right} <= group for group in found)


def test_likely_pairs_join_and_unlikely_ones_do_not() -> None:
    found = groups({("r0", "r1"): 0.9, ("r2", "r3"): 0.4})
    assert {"r0", "r1"} in found
    assert apart("r2", "r3", found)


def test_one_bridge_does_not_make_one_person_of_two() -> None:
    """Two well-knit groups of four: one pair of sixteen is no reason, four pairs are."""
    first, second = RECORDS[:4], RECORDS[4:]
    knit = dict.fromkeys([*combinations(first, 2), *combinations(second, 2)], 0.99)
    bridge = knit | {("r0", "r4"): 0.9}
    assert apart("r0", "r4", groups(bridge))
    many = knit | {("r0", right): 0.9 for right in second}
    assert not apart("r0", "r4", groups(many))


def test_what_the_guard_kept_apart_is_told() -> None:
    first, second = RECORDS[:4], RECORDS[4:]
    knit = [(*pair, 0.99) for side in (first, second) for pair in combinations(side, 2)]
    found = cluster(RECORDS, [*knit, ("r0", "r4", 0.9)], threshold=0.5)
    assert found.kept_apart == [("r0", "r4")]


def test_a_chain_is_one_person_though_its_ends_do_not_resemble_each_other() -> None:
    """A woman who married and moved: the middle record ties her two names."""
    assert {"r0", "r1", "r2"} in groups({("r0", "r1"): 0.9, ("r1", "r2"): 0.9})


def test_must_joins_without_any_score() -> None:
    assert not apart("r0", "r7", groups({}, must=[("r0", "r7")]))


def test_must_across_cannot_is_told_and_not_carried_out() -> None:
    """0 = 1 and 1 = 2 were said, and 0 is not 2: the last word of the chain is not carried out."""
    found = cluster(
        RECORDS, [], threshold=0.5, must=[("r0", "r1"), ("r1", "r2")], cannot=[("r0", "r2")]
    )
    assert found.contradictions == [("r1", "r2")]
    assert ["r0", "r1"] in found.groups


def test_words_about_records_that_are_gone_do_no_harm() -> None:
    assert groups({}, must=[("r0", "gone")], cannot=[("gone", "r1")]) == groups({})


@given(scored=links, must=words, cannot=words)
def test_no_group_ever_holds_two_that_were_said_to_be_two(
    scored: dict[tuple[str, str], float],
    must: list[tuple[str, str]],
    cannot: list[tuple[str, str]],
) -> None:
    found = groups(scored, must, cannot)
    assert all(apart(left, right, found) for left, right in cannot)


@given(scored=links, must=words, cannot=words)
def test_every_record_is_in_exactly_one_group(
    scored: dict[tuple[str, str], float],
    must: list[tuple[str, str]],
    cannot: list[tuple[str, str]],
) -> None:
    found = groups(scored, must, cannot)
    assert sorted(record for group in found for record in group) == RECORDS


@given(scored=links, must=words, cannot=words, chance=st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(
    scored: dict[tuple[str, str], float],
    must: list[tuple[str, str]],
    cannot: list[tuple[str, str]],
    chance: object,
) -> None:
    listed = [(left, right, likely) for (left, right), likely in scored.items()]
    straight = cluster(RECORDS, listed, threshold=0.5, must=must, cannot=cannot)
    records = list(RECORDS)
    for one in (listed, records, must, cannot):
        chance.shuffle(one)  # type: ignore[attr-defined]
    assert cluster(records, listed, threshold=0.5, must=must, cannot=cannot) == straight


@given(scored=links, must=words)
def test_what_was_said_to_be_one_is_one_when_nobody_denied_anything(
    scored: dict[tuple[str, str], float], must: list[tuple[str, str]]
) -> None:
    found = groups(scored, must)
    assert not any(apart(left, right, found) for left, right in must)
