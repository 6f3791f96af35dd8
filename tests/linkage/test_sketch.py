"""Words as bits: never further apart than the edits between them, else true pairs would be lost."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from alongside.linkage.sketch import register_sketch

words = st.text(alphabet="abcxyz0127é王 ", max_size=12)
CON = duckdb.connect()
register_sketch(CON)


@given(one=words, other=words)
def test_half_of_the_bits_that_differ_is_never_more_than_the_edits(one: str, other: str) -> None:
    bits, edits = CON.execute(
        """SELECT bit_count(xor(sketch($a), sketch($b))) / 2,
                  (SELECT min(x) FROM (VALUES (levenshtein($a, $b)), ($edits)) t(x))""",
        {"a": one, "b": other, "edits": _edits(one, other)},
    ).fetchall()[0]
    assert bits <= edits


def _edits(one: str, other: str) -> int:
    """Edits counted in letters; the engine counts them in bytes."""
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        last, row[0] = row[0], number
        for place, right in enumerate(other, 1):
            last, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, last + (left != right)),
            )
    return row[-1]


def test_words_far_apart_are_told_apart() -> None:
    [(apart,)] = CON.execute(
        "SELECT bit_count(xor(sketch('elizabeth'), sketch('goran'))) / 2"
    ).fetchall()
    assert apart > 2


def test_nothing_stays_nothing_and_long_words_do_not_spill() -> None:
    assert CON.execute("SELECT sketch(NULL)").fetchall() == [(None,)]
    [(short, long)] = CON.execute("SELECT sketch('ab'), sketch(repeat('ab', 300))").fetchall()
    assert short == long


def test_many_words_at_once_are_each_their_own() -> None:
    wrong = CON.execute(
        """SELECT count(*) FROM (SELECT sketch(w) AS bits, w FROM
               (SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE 'w' || i END AS w FROM range(9000) t(i)))
           WHERE (w IS NULL) <> (bits IS NULL) OR bits <> sketch('' || w)"""
    ).fetchall()
    assert wrong == [(0,)]
