"""Who is near a person on a day: the scopes of :mod:`alongside.timeline.matrix.scopes` for one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.agency.model_file import ModelFile, Scope
from alongside.timeline.matrix.filed import Stay, read_kin, read_stays
from alongside.timeline.matrix.scopes import CHILDREN, PARENTS, SIBLING

if TYPE_CHECKING:
    import duckdb

_HOUSEHOLDS = frozenset({Scope.HOUSEHOLD, Scope.EARLIER_HOUSEHOLDS})


def others_of(
    con: duckdb.DuckDBPyConnection,
    model: ModelFile,
    people: Collection[UUID],
    *,
    on: date,
    at: datetime,
    hidden: Collection[UUID] = (),
) -> dict[Scope, set[UUID]]:
    """The others of each scope that the model reads, as known just before ``at``."""
    scopes = {one.of for one in model.feature}
    near: dict[Scope, set[UUID]] = {}
    if scopes & _HOUSEHOLDS:
        stays = [one for one in read_stays(con, people) if one.known_at < at]
        still, before = _shared(stays, set(people), on)
        near = {Scope.HOUSEHOLD: still, Scope.EARLIER_HOUSEHOLDS: before - still}
    if Scope.SIBLINGS in scopes:
        near[Scope.SIBLINGS] = _siblings(con, people, at)
    gone = set(hidden) | set(people)
    return {scope: others - gone for scope, others in near.items() if scope in scopes}


def _shared(stays: Sequence[Stay], own: set[UUID], on: date) -> tuple[set[UUID], set[UUID]]:
    """With whom they live on the day, and with whom they lived at any time up to it."""
    still, ever = set(), set()
    day_after = on + timedelta(days=1)
    for mine in (one for one in stays if one.other_id in own):
        for other in stays:
            if other.household_id != mine.household_id or other.other_id in own:
                continue
            begin = max(mine.from_on, other.from_on)
            end = min(mine.until_on, other.until_on)
            if begin < min(end, day_after):
                ever.add(other.other_id)
                if begin <= on < end:
                    still.add(other.other_id)
    return still, ever


def _siblings(con: duckdb.DuckDBPyConnection, people: Collection[UUID], at: datetime) -> set[UUID]:
    kin = read_kin(con, people, at=at)
    parents = {one.other_id for one in kin if one.kind in PARENTS}
    children = read_kin(con, parents, at=at)
    return {one.other_id for one in kin if one.kind == SIBLING} | {
        one.other_id for one in children if one.kind in CHILDREN
    }
