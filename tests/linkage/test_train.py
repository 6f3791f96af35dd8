"""Learning without labels: the same seed gives the same model, and a model survives storage."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date

import pytest

from alongside.linkage import LinkageModel
from alongside.linkage.prepare import prepare
from alongside.linkage.train import FEWEST, train
from tests.linkage.people import Row, crowd, generation, learnt


def trained(rows: list[Row]) -> LinkageModel:
    con = generation(rows)
    prepare(con)
    return train(con, seed=1)


def test_the_same_seed_gives_the_same_model_to_the_byte() -> None:
    rows = crowd(200)
    assert trained(rows).to_bytes() == trained(rows).to_bytes()


def test_a_model_comes_back_from_storage_as_it_was() -> None:
    model = learnt(400)
    again = LinkageModel.from_bytes(model.to_bytes())
    assert again == model
    assert again.hash == model.hash


def test_a_model_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        LinkageModel.from_bytes(zlib.compress(b'{"format": 0}'))


def test_a_stronger_agreement_never_weighs_less_than_a_weaker_one() -> None:
    for field, bits in learnt(400).weights.items():
        assert list(bits) == sorted(bits, reverse=True), field


def test_agreeing_speaks_for_one_person_and_differing_against() -> None:
    for field, bits in learnt(400).weights.items():
        assert bits[0] > 0 > bits[-1], field


def test_too_few_records_to_learn_from_are_judged_by_the_built_in_weights() -> None:
    assert trained(crowd(FEWEST // 2 - 1)).records == 0
    assert trained(crowd(FEWEST // 2)).records == FEWEST


def test_fields_that_hardly_anybody_fills_are_left_out() -> None:
    assert "email" not in learnt(400).fields
    assert {"given", "family", "dob", "id_number"} <= set(learnt(400).fields)


def test_nothing_at_all_can_be_learnt_from_without_complaint() -> None:
    assert trained([]).records == 0
    assert trained([Row(record_id="a:1")]).records == 0


def test_a_rule_that_nearly_everybody_shares_is_left_out() -> None:
    """All of one place and year: the rule *year and place* would compare everybody."""
    born = date(1980, 3, 3)
    rows = [replace(row, place="Hull", birth_on=born) for row in crowd(200)]
    rules = trained(rows).rules
    assert "year_place" not in rules
    assert "dob" not in rules
    assert "id_number" in rules
