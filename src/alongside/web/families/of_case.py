"""The families of the people of a case, read once for its card and its reports."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from alongside.web.cases.opening import OpenedCase
from alongside.web.families.joined import JoinedTie, joined_ties
from alongside.web.families.said import SaidTie, said_ties


def said_in(opened: OpenedCase) -> list[SaidTie]:
    """What workers said between the people of the case, and to those just outside it."""
    return said_ties(people_in(opened), opened.acting.access.worker)


def joined_in(opened: OpenedCase, said: Iterable[SaidTie]) -> list[JoinedTie]:
    """What sources say between two people of the case and no worker said."""
    people = set(people_in(opened))
    told = {frozenset((tie.one, tie.other)) for tie in said}
    access = opened.acting.access
    found = {
        (tie.one, tie.other, tie.called): tie
        for tie in joined_ties(people, access.worker, as_of=access.as_of)
        if {tie.one, tie.other} <= people
        and frozenset((tie.one, tie.other)) not in told
        and tie.kind is not None
    }
    return list(found.values())


def people_in(opened: OpenedCase) -> list[UUID]:
    """Who is part of the case."""
    return [one.person_id for one in opened.people]
