import pytest

from alongside.core import AlongsideError
from alongside.warehouse import (
    TABLES,
    content_hashes,
    discard_old,
    make_durable,
    new_generation,
    open_building,
    open_reading,
)


def built(folder, *, after=None, kinds=()):
    generation = new_generation(folder, after=after)
    con = open_building(generation)
    for kind in kinds:
        con.execute("INSERT INTO event (event_id, kind) VALUES (?, ?)", [kind, kind])
    con.close()
    return make_durable(generation)


def test_a_new_generation_has_every_table_and_is_found_under_its_id(tmp_path):
    generation = built(tmp_path)
    assert generation.path == tmp_path / f"{generation.id}.duckdb"
    with open_reading(generation.path) as con:
        tables = {row[0] for row in con.execute("SHOW TABLES").fetchall()}
    assert tables == set(TABLES)


def test_a_generation_grows_from_a_copy_and_leaves_the_older_one_alone(tmp_path):
    first = built(tmp_path, kinds=["a"])
    second = built(tmp_path, after=first.path, kinds=["b"])
    counts = []
    for generation in (first, second):
        with open_reading(generation.path) as con:
            counts.append(con.execute("SELECT count(*) FROM event").fetchone()[0])
    assert counts == [1, 2]


def test_content_hashes_ignore_order_and_see_a_changed_cell(tmp_path):
    hashes = []
    for kinds in (["a", "b"], ["b", "a"], ["a", "c"], ["a", "b", "b"]):
        with open_reading(built(tmp_path, kinds=kinds).path) as con:
            hashes.append(content_hashes(con)["event"])
    assert hashes[0] == hashes[1]
    assert len({hashes[0], hashes[2], hashes[3]}) == 3


def test_what_a_killed_refresh_left_is_swept_away(tmp_path):
    kept = built(tmp_path)
    left = new_generation(tmp_path)
    open_building(left).close()
    discard_old(tmp_path, keep={kept.id})
    assert list(tmp_path.iterdir()) == [kept.path]


@pytest.mark.parametrize("content", [None, b"", b"not a database, but long enough to look at" * 99])
def test_a_missing_or_damaged_file_is_said_plainly(tmp_path, content):
    path = tmp_path / "x.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AlongsideError, match="AL-W001"):
        open_reading(path)
