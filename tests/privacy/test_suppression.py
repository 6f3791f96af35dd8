import pytest

from alongside.privacy import suppress_small, suppress_small_counts

# people in the cell, what leaves
TABLE = [(0, None), (7, None), (19, None), (20, 20), (24, 20), (26, 30), (1_234, 1_230)]


@pytest.mark.parametrize(("count", "leaves"), TABLE)
def test_small_counts_are_held_back_and_the_rest_rounded(count, leaves):
    assert suppress_small(count, fewest=20) == leaves


def test_a_table_keeps_its_cells_and_their_order():
    seen = suppress_small_counts({"a": 133, "b": 7}, fewest=20)
    assert list(seen.items()) == [("a", 130), ("b", None)]


def test_a_hidden_cell_cannot_be_worked_out_from_the_total():
    """642 and 361 people in two groups, 7 in a third: any third group of 0 to 19 fits the sum."""
    total, *shown = (suppress_small(n, fewest=20) for n in (1_010, 642, 361))
    left = total - sum(shown)
    most = 5 * 3  # each of three roundings is at most five off
    assert left == 10
    assert all(abs(hidden - left) <= most for hidden in range(20))


def test_a_threshold_of_nobody_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        suppress_small(3, fewest=0)
