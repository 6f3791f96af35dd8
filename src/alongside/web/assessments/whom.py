"""Whom forms are about today: people are joined and parted after a form was filled in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from alongside.web.assessments.models import FilledRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.identity.lookup import living_among


def whom_each(rows: Iterable[FilledRow]) -> dict[int, UUID]:
    """The living person of each form about a person; none while a worker has to say whose it is."""
    asked = [row.pk for row in rows if row.person_id]
    standing = people_of("form", asked) if asked else {}
    first = {int(fact): people[0] for fact, people in standing.items() if people}
    living = living_among(first.values())
    return {pk: living[person_id] for pk, person_id in first.items()}


def whom(filled: FilledRow) -> UUID | None:
    """The living person of one form about a person."""
    return whom_each([filled]).get(filled.pk)


def concerned(filled: FilledRow, opened: OpenedCase) -> tuple[UUID, ...]:
    """Whose timelines a step of the form belongs to: its person's, else the case's focus."""
    if not filled.person_id:
        return opened.focus
    person_id = whom(filled)
    return (person_id,) if person_id else ()
