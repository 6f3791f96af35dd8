"""Whose life a source sealed, as SQL on a generation."""

from __future__ import annotations

# the newest version of a record says whether it is sealed, also when the source took the record
# away: a row that disappears lifts no seal
SEALED_RECORDS = """
    SELECT record_id FROM (
        SELECT record_id, max_by(coalesce(sealed, false), (known_from, version)) AS sealed
        FROM record GROUP BY record_id
    ) WHERE sealed"""
SEALED_PEOPLE = f"""
    SELECT DISTINCT person_id FROM ({SEALED_RECORDS}) JOIN membership USING (record_id)"""
