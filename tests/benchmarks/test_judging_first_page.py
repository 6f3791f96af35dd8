"""The page on judging first says what a run says."""

from __future__ import annotations

import re

import pytest

from benchmarks.reader_study import SEEDS, WORLDS, Outcome, learnt, means
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "explanation" / "judging-first.md").read_text(encoding="utf-8")
ARMS = ("never", "before", "after", "alone")


def _tables() -> list[dict[str, list[float]]]:
    """The figures of each table with arms, by world."""
    tables = PAGE.split("| world | never | before | after | advice alone |")[1:]
    row = r"^\| `(\w+)`[^|]*\|([-0-9.| ]+)\|$"
    return [
        {
            name: [float(one) for one in cells.split("|")]
            for name, cells in re.findall(row, text, re.M)
        }
        for text in tables
    ]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Outcome]]:
    return {name: means(world) for name, world in WORLDS.items()}


@pytest.mark.slow
def test_the_table_of_pairs_is_that_of_a_run(found: dict[str, dict[str, Outcome]]) -> None:
    pairs, _ = _tables()
    assert set(pairs) == set(WORLDS)
    for name, said in pairs.items():
        run = [100 * found[name][arm].auc for arm in ARMS]
        assert said == pytest.approx(run, abs=0.06), name


@pytest.mark.slow
def test_the_table_of_groups_is_that_of_a_run(found: dict[str, dict[str, Outcome]]) -> None:
    _, groups = _tables()
    for name, said in groups.items():
        run = [100 * found[name][arm].gap for arm in ARMS]
        assert said == pytest.approx(run, abs=0.6), name


@pytest.mark.slow
def test_the_sentences_say_what_a_run_says(found: dict[str, dict[str, Outcome]]) -> None:
    assumed, chance = found["as_assumed"], found["advice_by_chance"]
    drifted, blind = found["advice_drifted"], WORLDS["little_seen_at_home"]
    weight, pairs = learnt(blind)
    said = {
        "turns 3 from wrong to right": 100 * assumed["after"].wrong_to_right,
        "and 3 from right to wrong": 100 * assumed["after"].right_to_wrong,
        "advice before turns 8 each way": 100 * assumed["before"].wrong_to_right,
        "turns 12 right decisions wrong": 100 * chance["before"].right_to_wrong,
        "With advice that says too much, 43": 100 * drifted["before"].visited,
        "visited where it comes first, 35": 100 * drifted["after"].visited,
        "saw it first, 70.8": 100 * assumed["before_paused"].auc,
        "rise from 64.8 to 71.9": 100 * pairs,
    }
    text = " ".join(PAGE.split())
    for words, value in said.items():
        assert words in text, words
        last = float(re.findall(r"\d+(?:\.\d+)?", words)[-1])
        assert last == pytest.approx(value, abs=0.6 if last == int(last) else 0.06), words
    assert weight == pytest.approx(0.9, abs=0.05)
    assert len(SEEDS) == 8
