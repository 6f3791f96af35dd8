"""Why records were joined: the scored pairs among the records of an opened person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from alongside.core import Link

if TYPE_CHECKING:
    from alongside.timeline.person import OpenedPerson


def read_links(opened: OpenedPerson) -> list[Link]:
    """Pairs of records that are both believed at the as-of instant, surest first.

    ``agreements`` holds what was compared, how it agreed, and the weight (log2) it carried.
    """
    ids = sorted({record.record_id for record in opened.records()})
    if len(ids) < 2:
        return []
    marks = ", ".join("?" for _ in ids)
    rows = opened.con.execute(
        f"""SELECT left_record, right_record, weight, probability, agreements FROM link
            WHERE left_record IN ({marks}) AND right_record IN ({marks})
            ORDER BY probability DESC, weight DESC, left_record, right_record""",
        ids + ids,
    ).fetchall()
    return [
        Link(left=left, right=right, weight=weight, probability=probability, agreements=_read(text))
        for left, right, weight, probability, text in rows
    ]


def _read(text: str | None) -> tuple[tuple[str, str, float], ...]:
    return tuple((field, how, float(weight)) for field, how, weight in json.loads(text or "[]"))
