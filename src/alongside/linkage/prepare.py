"""Prepare records for comparison: plain letters, sounds, short forms, parts of dates and addresses.

Only what is new or changed is prepared again. Sealed records never enter; a protected address takes
no part, nor do the place, postcode and phone that would give it away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

_LETTERS = "nullif(regexp_replace(lower(strip_accents({0})), '[^\\p{{L}}]', '', 'g'), '')"
_SIGNS = "nullif(regexp_replace(lower(strip_accents({0})), '[^\\p{{L}}0-9]', '', 'g'), '')"
_OPEN = "CASE WHEN coalesce(address_protected, FALSE) THEN NULL ELSE {0} END"

_PREPARED = f"""
    SELECT record_id, row_hash,
        {_LETTERS.format("given_name")} AS given,
        {_LETTERS.format("family_name")} AS family,
        CASE WHEN coalesce(birth_precision, 'day') IN ('day', 'instant')
             THEN strftime(birth_on, '%Y%m%d') END AS dob,
        lower(substr(sex, 1, 1)) AS sex,
        {_SIGNS.format("id_number")} AS id_number,
        nullif(lower(trim(email)), '') AS email,
        nullif(split_part(lower(trim(email)), '@', 1), '') AS email_local,
        CASE WHEN regexp_matches(address, '\\p{{L}}{{3}}')
             THEN {_OPEN.format(_SIGNS.format("address"))} END AS address,
        {_OPEN.format("nullif(regexp_extract(address, '[0-9]+'), '')")} AS house,
        {_OPEN.format("nullif(substr(" + _LETTERS.format("address") + ", 1, 3), '')")} AS street3,
        {_OPEN.format(_SIGNS.format("postcode"))} AS postcode,
        {_OPEN.format("nullif(substr(" + _SIGNS.format("postcode") + ", 1, 3), '')")}
            AS postcode_area,
        {_OPEN.format(_LETTERS.format("place"))} AS place,
        {_OPEN.format("nullif(substr(" + _LETTERS.format("place") + ", 1, 4), '')")} AS place4,
        {_OPEN.format("nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '')")} AS phone
    FROM _fresh"""


def prepare(con: duckdb.DuckDBPyConnection) -> int:
    """Bring ``link_input`` up to date; leave what changed in ``link_changed``; return its count.

    ``link_changed(record_id, gone)`` also lists records that are no more.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE _fresh AS SELECT r.* FROM record r
           ANTI JOIN link_input i ON r.record_id = i.record_id AND r.row_hash = i.row_hash
           WHERE r.known_until IS NULL AND NOT coalesce(r.sealed, FALSE)"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE link_changed AS
           SELECT record_id, FALSE AS gone FROM _fresh UNION ALL
           SELECT record_id, TRUE FROM link_input ANTI JOIN
               (SELECT record_id FROM record
                WHERE known_until IS NULL AND NOT coalesce(sealed, FALSE)) USING (record_id)"""
    )
    con.execute("DELETE FROM link_input WHERE record_id IN (SELECT record_id FROM link_changed)")
    con.execute(f"CREATE OR REPLACE TEMP TABLE _prepared AS {_PREPARED}")
    _look_up(con, "given", "_sound", _sound)
    _look_up(con, "given", "_nick", _formal)
    _look_up(con, "family", "_sound", _sound)
    con.execute(
        """INSERT INTO link_input BY NAME
           SELECT p.*, gs.value AS given_sound, fs.value AS family_sound, n.value AS nick
           FROM _prepared p LEFT JOIN _given_sound gs ON p.given = gs.word
           LEFT JOIN _family_sound fs ON p.family = fs.word
           LEFT JOIN _given_nick n ON p.given = n.word
           ORDER BY record_id"""
    )
    row = first_row(con, "SELECT count(*) FROM link_changed")
    return row[0] if row else 0


def prepare_one(con: duckdb.DuckDBPyConnection, candidate: object, *, into: str) -> None:
    """Prepare one record that has no source into the temporary table ``into``."""
    import dataclasses

    values = dataclasses.asdict(candidate)  # type: ignore[call-overload]
    columns = ", ".join(f"?::{'DATE' if n == 'birth_on' else 'VARCHAR'} AS {n}" for n in values)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _fresh AS SELECT {columns}, '' AS record_id,
            0::UBIGINT AS row_hash, 'day' AS birth_precision, FALSE AS address_protected""",
        list(values.values()),
    )
    row = first_row(con, f"SELECT given, family FROM ({_PREPARED})")
    given, family = row if row else (None, None)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS SELECT *, ?::VARCHAR AS given_sound,
            ?::VARCHAR AS family_sound, ?::VARCHAR AS nick FROM ({_PREPARED})""",
        [
            _sound(given) if given else None,
            _sound(family) if family else None,
            _formal(given) if given else None,
        ],
    )


def _look_up(
    con: duckdb.DuckDBPyConnection, column: str, suffix: str, value: Callable[[str], str]
) -> None:
    """A table of each distinct word of a column and a value computed from it."""
    import pyarrow as pa

    words = [
        row[0]
        for row in con.execute(
            f"SELECT DISTINCT {column} FROM _prepared WHERE {column} IS NOT NULL"
        ).fetchall()
    ]
    values = [value(word) or None for word in words]
    table = pa.table({"word": pa.array(words, pa.string()), "value": pa.array(values, pa.string())})
    con.register("_looked_up", table)
    con.execute(f"CREATE OR REPLACE TEMP TABLE _{column}{suffix} AS SELECT * FROM _looked_up")
    con.unregister("_looked_up")


def _sound(word: str) -> str:
    """Soundex of a word in Latin letters; other scripts stand for themselves."""
    from jellyfish import soundex

    return soundex(word) if word.isascii() else word


def _formal(word: str) -> str:
    """The name that short forms of it share: the first by alphabet, or the word itself."""
    return _formal_names().get(word, word)


@lru_cache(maxsize=1)
def _formal_names() -> dict[str, str]:
    """Short form to the formal name with most short forms; a formal name is never renamed."""
    from nicknames import NickNamer

    lists = NickNamer().nickname_lookup
    formal: dict[str, str] = {}
    for name, forms in sorted(lists.items(), key=lambda item: (-len(item[1]), item[0])):
        formal.setdefault(name, name)
        for form in sorted(forms):
            formal.setdefault(form, name)
    return formal
