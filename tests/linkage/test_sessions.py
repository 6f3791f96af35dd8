"""A training session may learn nothing: what the others learn is kept, and nobody is stopped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from alongside.linkage.prepare import prepare
from alongside.linkage.train import FEWEST, train
from tests.linkage.shelf import KNOWN, shelf

GIVEN = ("Amara", "Josef", "Mila", "Ines", "Tomas", "Wanda", "Karim", "Oskar", "Leila", "Pavel")
FAMILY = ("Okonkwo", "Brennan", "Lindqvist", "Kowalski", "Delacroix", "Nakamura", "Rasmussen")


def _register(numbers: str) -> duckdb.DuckDBPyConnection:
    """Two records of each person, and numbers: one a record, one a person, or none."""
    rows: list[dict[str, Any]] = []
    for number in range(FEWEST):
        person = number // 2
        number_of = {"one a record": f"R{number:05}", "one a person": f"P{person:05}"}
        rows.append(
            {
                "record_id": f"x:{number:05}",
                "known_from": KNOWN,
                "row_hash": number,
                "given_name": GIVEN[person % 10],
                "family_name": FAMILY[person % 7],
                "birth_on": date(1960, 1, 1) + timedelta(days=person * 97),
                "birth_precision": "day",
                "id_number": number_of.get(numbers),
            }
        )
    con = shelf({}, record=rows)
    prepare(con)
    return con


FIELDS = {
    "one a record": ("given", "family", "dob", "id_number"),  # no two agree: nothing to learn from
    "one a person": ("given", "family", "dob", "id_number"),
    "none": ("given", "family", "dob"),
}


@pytest.mark.parametrize("numbers", FIELDS)
def test_every_filled_field_has_its_weights_whatever_its_session_learnt(numbers: str) -> None:
    model = train(_register(numbers), seed=1)
    assert model.records == FEWEST
    assert model.fields == FIELDS[numbers]
    for field, bits in model.weights.items():
        assert bits[0] > 0 > bits[-1], field
