"""Ask a released model about one open decision point. Whether anybody may see it is not asked here:
the door is ``governance.advice_door``, and every caller has passed it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.agency import Agency, ModelFile
from alongside.governance import DecisionPoint
from alongside.risk import Advice, Released
from alongside.risk import advise as advise_on
from alongside.timeline.matrix import one_row

if TYPE_CHECKING:
    import duckdb

NOT_MEANT = "The model was not made for {counts} about somebody of this age or of no known age."


def advise(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    released: Released,
    point: DecisionPoint,
    *,
    file: ModelFile,
    version: int,
    person_ids: Collection[UUID],
    hidden: Collection[UUID] = (),
) -> Advice:
    """The advice on a point, from what was known before its day and the opening event itself.

    Parameters
    ----------
    file : ModelFile
        As it was when the model was trained, so that its features mean what they meant.
    person_ids : collection of UUID
        Under which ids the generation files the person's rows.
    hidden : collection of UUID
        People whom a worker sealed.

    Raises
    ------
    AlongsideError
        ``AL-T021`` when the generation does not hold the point.
    """
    row = one_row(
        con,
        file,
        source=point.source,
        source_key=point.source_key,
        person_ids=person_ids,
        zone=agency.file.zone,
        threshold=agency.file.linkage.threshold,
        hidden=hidden,
    )
    if not row.in_cohort:
        return Advice(
            model=released.name,
            version=version,
            as_of_on=row.as_of_on,
            abstains=(NOT_MEANT.format(counts=released.about.counts),),
        )
    return advise_on(
        released,
        row.values,
        version=version,
        as_of_on=row.as_of_on,
        known_events=row.known_events,
        missing_sources=row.missing_sources,
    )
