"""Who stands left of whom, so that no line has to cross another where the family allows it.

A family without circles is walked as a tree. What hangs on somebody's left stays left of all that
hangs on their right, so lines to children keep the order of the couples above them. Brothers and
sisters stand by age, the oldest left; one who leads to another family with forebears of its own
stands at the end that faces it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from alongside.genogram.chains import Chain
from alongside.genogram.unions import Kinship, Union


@dataclass(slots=True)
class Hung:
    """A chain and all beneath it (``core``), and what hangs outward to either side."""

    left: list[str] = field(default_factory=list)
    core: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Free:
    """The sides to which brothers and sisters may stand."""

    left: bool = True
    right: bool = True


LEFT_ONLY, RIGHT_ONLY, BOTH = Free(right=False), Free(left=False), Free()


def order_of(members: Iterable[str], kinship: Kinship, chain: dict[str, Chain]) -> list[str]:
    """Everybody in one sequence; a row reads its own members out of it from left to right."""
    walk = Walk(kinship, chain)
    return [one for start in members for one in walk.whole(start)]


class Walk:
    """One walk through a family; remembers who has a place."""

    def __init__(self, kinship: Kinship, chain: dict[str, Chain]) -> None:
        self.age = kinship.age_order
        self.twins = {one: group for group in kinship.twins for one in group}
        self.chain = dict(chain)
        self.placed: set[str] = set()
        self.above: dict[str, Union] = {}
        self.beneath: dict[str, list[Union]] = {}
        for union in kinship.unions:
            self.above.update(dict.fromkeys(union.children, union))
            for parent in union.parents:
                self.beneath.setdefault(parent, []).append(union)

    def whole(self, start: str) -> list[str]:
        """Everybody connected with ``start`` who has no place yet."""
        if start in self.placed:
            return []
        chain = self._take(self._facing_by_age(self.chain[start]))
        rising = self._rising(chain)
        if len(rising) == 1:
            before, after = self._climb(rising[0], BOTH)
            hung = Hung(before, [], after)
            inner: dict[str, list[str]] = {}
        else:
            middle = len(rising) // 2
            hung, inner = self._climb_all(rising[:middle], rising[middle:])
        beneath = self._beneath(chain, hung)
        return [*beneath.left, *self._row(chain, inner), *beneath.core, *beneath.right]

    def _take(self, chain: Chain) -> Chain:
        """Give a chain its place."""
        self.placed.update(chain.members)
        self.chain.update(dict.fromkeys(chain.members, chain))
        return chain

    def _rising(self, chain: Chain) -> list[str]:
        """Those of a chain whose parents have no place yet."""
        return [
            one
            for one in chain.members
            if one in self.above and not self.placed.intersection(self.above[one].parents)
        ]

    def _facing_by_age(self, chain: Chain) -> Chain:
        """The way round in which fewer brothers and sisters stand out of the order of age."""
        rising = self._rising(chain)
        if len(rising) != 2:
            return chain
        first, last = rising
        straight = self._younger(first) + self._older(last)
        return chain.mirrored() if self._younger(last) + self._older(first) < straight else chain

    def _younger(self, one: str) -> int:
        return sum(self.age[other] > self.age[one] for other in self.above[one].children)

    def _older(self, one: str) -> int:
        return sum(self.age[other] < self.age[one] for other in self.above[one].children)

    def _climb_all(
        self, leftward: Iterable[str], rightward: Iterable[str]
    ) -> tuple[Hung, dict[str, list[str]]]:
        """The families of several members of a chain, and what has to stand inside the chain.

        The second maps a member to those who stand just before it.
        """
        hung, inner = Hung(), {}
        for one in leftward:
            before, after = self._climb(one, LEFT_ONLY)
            hung.left += before
            inner[self._next(one)] = after
        for one in rightward:
            before, after = self._climb(one, RIGHT_ONLY)
            inner[one] = [*inner.get(one, ()), *before]
            hung.right += after
        return hung, inner

    def _next(self, one: str) -> str:
        members = self.chain[one].members
        place = members.index(one) + 1
        return members[place] if place < len(members) else ""

    def _row(self, chain: Chain, inner: dict[str, list[str]]) -> list[str]:
        row = [two for one in chain.members for two in (*inner.get(one, ()), one)]
        return [*row, *inner.get("", ())]

    def _climb(self, child: str, free: Free) -> tuple[list[str], list[str]]:
        """The parents' chain and all that hangs on it, before and after the child's own place."""
        union = self.above[child]
        if self.placed.intersection(union.parents):  # a circle: another way led there first
            return [], []
        chain = self._take(self._turned(self.chain[union.parents[0]], union, free))
        middle = max(chain.members.index(one) for one in union.parents if one in chain.members)
        rising = self._rising(chain)
        split = [one for one in rising if chain.members.index(one) < middle]
        if len(rising) == 1:
            split = rising if free.left else []
        outer, inner = self._climb_all(split, [one for one in rising if one not in split])
        before, after, inside = [], [], True
        hung = self._beneath(chain, outer, hole=child, free=free)
        for one in hung.core:
            if one == child:
                inside = False
            elif inside:
                before.append(one)
            else:
                after.append(one)
        return [*hung.left, *self._row(chain, inner), *before], [*after, *hung.right]

    def _turned(self, chain: Chain, union: Union, free: Free) -> Chain:
        """The chain with the union's children as near as can be to where they must face."""
        if free == BOTH:
            return chain
        unions = [one for one in self._unions(chain) if one.children]
        before, after = unions.index(union), len(unions) - 1 - unions.index(union)
        wrong = after > before if free == LEFT_ONLY else before > after
        return chain.mirrored() if wrong else chain

    def _unions(self, chain: Chain) -> list[Union]:
        """The unions of a chain from left to right, each once."""
        place = {one: number for number, one in enumerate(chain.members)}
        found = {id(union): union for one in chain.members for union in self.beneath.get(one, ())}
        return sorted(
            found.values(),
            key=lambda union: sum(place.get(one, 0) for one in union.parents) / len(union.parents),
        )

    def _beneath(self, chain: Chain, outer: Hung, *, hole: str = "", free: Free = BOTH) -> Hung:
        """All children of a chain with what hangs on them; ``hole`` is one that stands already."""
        groups = [union.children for union in self._unions(chain) if union.children]
        children: list[str] = []
        for number, group in enumerate(groups):
            first, last = number == 0, number == len(groups) - 1
            if hole in group:
                children += self._facing(group, hole, free)
            else:
                children += self._bridges_outward(group, first=first, last=last)
        hung = [self._hang(one, hole, children) for one in children]
        found = Hung(list(outer.left), [], list(outer.right))
        for number, one in enumerate(hung):
            if number == 0:
                found.left += one.left
            else:
                found.core += one.left
            found.core += one.core
            if number == len(hung) - 1:
                found.right = [*one.right, *found.right]
            else:
                found.core += one.right
        return found

    def _hang(self, child: str, hole: str, children: list[str]) -> Hung:
        """A child's chain, seen from above."""
        if child == hole:
            return Hung(core=[child])
        if child in self.placed:
            return Hung()
        chain = self.chain[child]
        rising = [one for one in self._rising(chain) if one not in children]
        leftward = child == children[0] and len(children) > 1
        if rising and (chain.members.index(rising[0]) < chain.members.index(child)) != leftward:
            chain = chain.mirrored()
        self._take(chain)
        place = chain.members.index
        outer, inner = self._climb_all(
            [one for one in rising if place(one) < place(child)],
            [one for one in rising if place(one) > place(child)],
        )
        beneath = self._beneath(chain, outer)
        return Hung(beneath.left, [*self._row(chain, inner), *beneath.core], beneath.right)

    def _bridges_outward(self, group: Iterable[str], *, first: bool, last: bool) -> list[str]:
        """Children by age; one whose partner has parents of their own moves to an open end."""
        children = list(group)
        bridges = [one for one in children if self._is_bridge(one, children)]
        if not bridges:
            return children
        if first and (len(bridges) > 1 or children[0] == bridges[0]):
            children = self._to_end(children, bridges.pop(0), first=True)
        if bridges and (last or first):
            children = self._to_end(children, bridges[-1], first=not last)
        return children

    def _to_end(self, children: list[str], one: str, *, first: bool) -> list[str]:
        """Somebody moved to an end, the twin beside them, the others as they stood."""
        twins = [two for two in self.twins.get(one, ()) if two in children and two != one]
        others = [two for two in children if two != one and two not in twins]
        return [one, *twins, *others] if first else [*others, *twins, one]

    def _is_bridge(self, child: str, children: list[str]) -> bool:
        if child in self.placed:
            return False
        return any(one not in children for one in self._rising(self.chain[child]))

    def _facing(self, group: tuple[str, ...], hole: str, free: Free) -> list[str]:
        """Brothers and sisters of one whose place is fixed."""
        if free == BOTH:
            return list(group)
        return self._to_end(list(group), hole, first=free == RIGHT_ONLY)
