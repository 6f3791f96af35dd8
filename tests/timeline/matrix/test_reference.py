"""The engine against the matrix by the letter, cell for cell, and one row against the whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.timeline.matrix import build_matrix, one_row
from tests.timeline.matrix.reference import Reference
from tests.timeline.matrix.world import THRESHOLD, ZONE, World, generation
from tests.timeline.matrix.worlds import file_of, worlds

SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
FILES = {sees: file_of(sees=sees) for sees in ("day_before", "same_day")}


@SLOW
@given(world=worlds(), sees=st.sampled_from(["day_before", "same_day"]))
def test_every_cell_is_the_one_by_the_letter(world: World, sees: str) -> None:
    """Every aggregate, scope, window and condition; one row gives the same as the whole."""
    file = FILES[sees]
    con = generation(world)
    made = build_matrix(
        con,
        file,
        name="m",
        model_sha256="",
        generation="g",
        zone=ZONE,
        threshold=THRESHOLD,
        secret=None,
    )
    rows = made.table.to_pylist()
    by_letter = Reference(world, file).features()[: len(rows)]
    for row, wanted in zip(rows, by_letter, strict=True):
        for name in made.features:
            assert row[name] == near(wanted[name]), (row["row"], name)
    points = con.execute("SELECT row, source, source_key, person_id FROM mx_row").fetchall()
    whole = {row["row"]: row for row in rows}
    for number, source, key, person in points:
        alone = one_row(
            con,
            file,
            source=source,
            source_key=key,
            person_ids=[person],
            zone=ZONE,
            threshold=THRESHOLD,
        )
        assert alone.as_of_on == whole[number]["as_of_on"]
        assert alone.known_events == whole[number]["known_events"]
        for name in made.features:
            assert alone.values[name] == near(whole[number][name]), name


def near(value: float | None) -> object:
    """The same number but for the last digits of a sum."""
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
