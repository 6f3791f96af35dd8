"""Couples side by side: everybody of one row who is tied by partnerships, as one chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.genogram.family import Family, Symbol
from alongside.genogram.unions import Kinship, Union


@dataclass(frozen=True, slots=True)
class Chain:
    """Members from left to right; earlier partners stand left of later ones."""

    members: tuple[str, ...]

    def mirrored(self) -> Chain:
        """The same the other way round."""
        return Chain(self.members[::-1])


def chains_of(family: Family, kinship: Kinship, rows: Mapping[str, int]) -> dict[str, Chain]:
    """The chain that each member belongs to."""
    partners = _partners(family, kinship, rows)
    risen = {one for union in kinship.unions for one in union.children}
    found: dict[str, Chain] = {}
    for one in family.members:
        if one.id not in found:
            tied = _tied(one.id, partners)
            chain = Chain(tuple(_line_up(tied, partners, family, risen)))
            found.update(dict.fromkeys(tied, chain))
    return found


Partnered = dict[str, dict[str, tuple[date, ...]]]  # member -> partner -> since when


def _partners(family: Family, kinship: Kinship, rows: Mapping[str, int]) -> Partnered:
    found: Partnered = {}
    for union in kinship.unions:
        if len(union.parents) == 2 and len({rows[one] for one in union.parents}) == 1:
            one, other = union.parents
            since = _since(union, family)
            found.setdefault(one, {})[other] = since
            found.setdefault(other, {})[one] = since
    return found


def _since(union: Union, family: Family) -> tuple[date, ...]:
    """The first sign of a couple: its own beginning, or its oldest child."""
    born = [family.by_id[one].born_on or date.max for one in union.children]
    begun = union.tie.from_on if union.tie and union.tie.from_on else date.max
    return (min([begun, *born]),)


def _tied(start: str, partners: Partnered) -> list[str]:
    found, waiting = [start], [start]
    while waiting:
        for other in partners.get(waiting.pop(), {}):
            if other not in found:
                found.append(other)
                waiting.append(other)
    return found


def _line_up(tied: list[str], partners: Partnered, family: Family, risen: set[str]) -> list[str]:
    """The one with most partners in the middle, the first to the left, the later to the right.

    A partner with parents of their own stands at an end, where nobody is between.
    """
    if len(tied) == 1:
        return tied
    middle = max(tied, key=lambda one: (len(partners[one]), one in risen, -tied.index(one)))
    tails = _tails(middle, partners, risen, {middle})
    if len(tails) == 1:
        couple = [middle, *tails[0]]
        return couple if _leads(middle, tails[0][0], family) else couple[::-1]
    rising = [tail for tail in tails if risen.intersection(tail)]
    others = [tail for tail in tails if tail not in rising]
    if not rising:
        left, right = others[:1], others[1:]
    else:
        left, right = [*rising[:-1], *others], rising[-1:]
    return [
        *(one for tail in left for one in tail[::-1]),
        middle,
        *(one for tail in right for one in tail),
    ]


def _tails(start: str, partners: Partnered, risen: set[str], seen: set[str]) -> list[list[str]]:
    """Each partner with whoever is tied to them in turn, away from ``start``; the first first."""
    others = sorted(partners[start], key=lambda one: (partners[start][one], one))
    found = []
    for other in others:
        if other not in seen:
            seen.add(other)
            further = _tails(other, partners, risen, seen)
            further.sort(key=lambda tail: bool(risen.intersection(tail)))
            found.append([other, *(one for tail in further for one in tail)])
    return found


def _leads(one: str, other: str, family: Family) -> bool:
    """By custom a man stands left of a woman; otherwise the older one does."""
    first, second = family.by_id[one], family.by_id[other]
    if {first.symbol, second.symbol} == {Symbol.SQUARE, Symbol.CIRCLE}:
        return first.symbol is Symbol.SQUARE
    return (first.born_on or date.max, one) < (second.born_on or date.max, other)
