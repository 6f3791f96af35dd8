"""Every link says what it rests on, and its parts add up to its weight."""

from __future__ import annotations

import json
import math

import pytest

from alongside.linkage import explain
from tests.linkage.people import crowd, generation, learnt, link


@pytest.fixture(scope="module")
def scored() -> tuple[float, list[tuple[float, float, str]]]:
    """The prior in bits, and every link's weight, probability and agreements."""
    con = generation(crowd(300))
    prior = link(con, learnt(400)).model.prior_bits
    return prior, con.execute("SELECT weight, probability, agreements FROM link").fetchall()


def test_the_parts_add_up_to_the_weight(
    scored: tuple[float, list[tuple[float, float, str]]],
) -> None:
    _, links = scored
    assert len(links) > 250
    for weight, _, agreements in links:
        parts = len(json.loads(agreements))
        assert explain(agreements).weight == pytest.approx(weight, abs=0.0006 * parts)


def test_weight_and_prior_give_the_probability(
    scored: tuple[float, list[tuple[float, float, str]]],
) -> None:
    prior, links = scored
    for weight, probability, _ in links:
        assert math.log2(probability / (1 - probability)) == pytest.approx(
            weight + prior, abs=1e-4
        ) or probability == pytest.approx(1.0, abs=1e-9)


def test_a_sentence_names_what_agrees_and_what_differs() -> None:
    told = explain(
        '[{"field":"address","says":"differs","weight":-2.0},'
        '{"field":"given name","says":"the same","weight":6.5},'
        '{"field":"birth date","says":"day and month swapped","weight":9.0}]'
    )
    assert told.sentence() == "Agrees on birth date, given name. Differs on address."
    assert told.agreements[0].says == "day and month swapped"


def test_nothing_to_compare_is_said_so() -> None:
    assert explain("[]").sentence() == "Nothing could be compared."
