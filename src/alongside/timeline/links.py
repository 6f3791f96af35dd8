"""Why records were joined: the scored pairs among the records of an opened person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.core import Link
from alongside.linkage.explain import explain

if TYPE_CHECKING:
    from alongside.timeline.person import OpenedPerson


def read_links(opened: OpenedPerson) -> list[Link]:
    """Pairs of records that are both believed at the as-of instant, surest first.

    ``agreements`` holds what was compared, how it agreed, and the weight (log2) it carried.
    """
    ids = {record.record_id for record in opened.records()}
    if len(ids) < 2:
        return []
    rows = opened.con.execute(
        f"""SELECT left_record, right_record, weight, probability, agreements FROM person_link
            WHERE person_id IN ({opened.places})"""
    ).fetchall()
    rows.sort(key=lambda row: (-row[3], -row[2], row[0], row[1]))
    return [
        Link(left=left, right=right, weight=weight, probability=probability, agreements=_read(text))
        for left, right, weight, probability, text in rows
        if left in ids and right in ids
    ]


def _read(text: str | None) -> tuple[tuple[str, str, float], ...]:
    return tuple((one.field, one.says, one.weight) for one in explain(text or "[]").agreements)
