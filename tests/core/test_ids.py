import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import new_person_id, record_id, split_record_id, stable_key

TEXT = st.text(min_size=1).filter(lambda text: ":" not in text)


def test_person_ids_differ_and_sort_by_time():
    ids = [new_person_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}


@given(TEXT, st.text())
def test_a_record_id_gives_back_source_and_key_even_when_the_key_holds_the_separator(source, key):
    assert split_record_id(record_id(source, key)) == (source, key)


def test_a_source_name_with_the_separator_is_refused():
    with pytest.raises(ValueError, match="source name"):
        record_id("a:b", "1")


@given(st.lists(st.none() | st.text(), max_size=4), st.lists(st.none() | st.text(), max_size=4))
def test_different_columns_give_different_keys(left, right):
    assert (stable_key(left) == stable_key(right)) == (left == right)
