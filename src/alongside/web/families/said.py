"""Read back what workers said about who is who to whom, for the people who live today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.genogram import Kin, ParentOf
from alongside.privacy import Worker
from alongside.web.facts.about import ends_of, facts_about
from alongside.web.families.kinds import KINDS, Kind
from alongside.web.families.models import RelationshipEndRow, RelationshipRow
from alongside.web.identity.lookup import unseen_people

FACT = "relationship"
NEAR = 3  # how many steps of parentage are looked at before one more is written down


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTie:
    """A relationship as it stands: of whom to whom today, and what became of it."""

    row: RelationshipRow
    kind: Kind
    one: UUID
    other: UUID
    ending: RelationshipEndRow | None

    @property
    def until_on(self) -> date | None:
        """The end, as it was said first or later."""
        return self.ending.ended_on if self.ending else self.row.until_on

    @property
    def withdrawn(self) -> bool:
        """Whether somebody said that it was never so."""
        return self.ending is not None and self.ending.ended_on is None


def said_ties(
    people: Iterable[UUID], worker: Worker | None, *, over: bool = False
) -> list[SaidTie]:
    """What stands about these living people, the oldest first; ``over`` adds what was withdrawn.

    Nothing about somebody who is hidden from the worker, and nothing that waits to be assigned.
    """
    people = set(people)
    hidden = unseen_people(worker) if worker else frozenset()
    ids = facts_about(FACT, people)
    rows = RelationshipRow.objects.filter(pk__in=ids).select_related("by", "ending", "ending__by")
    found = rows.order_by("id")
    ends = ends_of(FACT, [row.pk for row in found])
    ties = [tie for row in found for tie in _ties(row, ends.get(str(row.pk), {}))]
    return [
        tie
        for tie in ties
        if {tie.one, tie.other} & people
        and not {tie.one, tie.other} & hidden
        and tie.one != tie.other
        and (over or not tie.withdrawn)
    ]


def _ties(row: RelationshipRow, ends: dict[UUID, list[UUID]]) -> Iterable[SaidTie]:
    """One tie, or several after one end was assigned to two people; none while an end waits."""
    ending = getattr(row, "ending", None)
    for one in ends.get(row.one_id, ()):
        for other in ends.get(row.other_id, ()):
            yield SaidTie(row=row, kind=KINDS[row.kind], one=one, other=other, ending=ending)


def parents_around(people: Iterable[UUID], worker: Worker | None) -> list[ParentOf]:
    """Who is whose parent near these people, as workers said, seen by this worker.

    Sources are not asked: where one mixed mother and child up, a worker must be able to say what
    is true. The page then lists what contradicts her.
    """
    reached, ahead = set(people), set(people)
    found: dict[tuple[str, str], Kin] = {}
    for _step in range(NEAR):
        ties = [
            (tie.one, tie.other, tie.kind.kin)
            for tie in said_ties(ahead, worker)
            if tie.kind.kin is not None
        ]
        found.update({(str(one), str(other)): kin for one, other, kin in ties[::-1]})
        near = {person for one, other, _kin in ties for person in (one, other)}
        ahead = near - reached
        reached |= near
    return [ParentOf(one=one, other=other, kin=kin) for (one, other), kin in found.items()]
