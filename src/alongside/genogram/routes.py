"""How each union's lines run: alone, beneath its row, or over those who stand between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.genogram.labels import Label
from alongside.genogram.lines import HALF, SHOULDER, Child, Route, spread
from alongside.genogram.unions import Kinship, Union

Rows = Sequence[Sequence[str]]


def routes_of(
    kinship: Kinship, rows: Rows, x: Mapping[str, float], labels: Mapping[str, Label]
) -> list[Route]:
    """One route for every union."""
    row_of = {one: number for number, row in enumerate(rows) for one in row}
    routing = _Routing(kinship, rows, row_of, x, labels)
    return [routing.route(number) for number in range(len(kinship.unions))]


class _Routing:
    def __init__(
        self,
        kinship: Kinship,
        rows: Rows,
        row_of: Mapping[str, int],
        x: Mapping[str, float],
        labels: Mapping[str, Label],
    ) -> None:
        self.kinship, self.rows, self.row_of, self.x, self.labels = kinship, rows, row_of, x, labels
        self.busy = {one for union in kinship.unions if union.children for one in union.parents}
        self.risen = {one for union in kinship.unions for one in union.children}
        self.kinds = [self._kind(union) for union in kinship.unions]
        self.stub = self._stubs()

    def _kind(self, union: Union) -> str:
        if len(union.parents) == 1:
            return "alone"
        if len({self.row_of[one] for one in union.parents}) > 1:
            return "across"
        between = self._between(union)
        blocked = self.busy.intersection(between)
        return "over" if blocked and not self.risen.intersection(between) else "beneath"

    def _between(self, union: Union) -> Sequence[str]:
        row = self.rows[self.row_of[union.parents[0]]]
        first, last = sorted(row.index(one) for one in union.parents)
        return row[first + 1 : last]

    def _left_right(self, union: Union) -> list[str]:
        return sorted(union.parents, key=self.x.__getitem__)

    def _start_of_over(self, union: Union) -> str:
        """The one with more partners: the line over the others starts there."""
        first, last = self._left_right(union)
        unions = self.kinship.unions
        return max((first, last), key=lambda one: sum(one in other.parents for other in unions))

    def _stubs(self) -> dict[tuple[str, int], float]:
        ways: dict[str, dict[int, float]] = {}
        for number, union in enumerate(self.kinship.unions):
            for one in union.parents:
                if self.kinds[number] == "over" and one == self._start_of_over(union):
                    continue
                ways.setdefault(one, {})[number] = (
                    sum(self.x[two] for two in union.parents) - len(union.parents) * self.x[one]
                )
        return {
            (one, number): self.x[one] + shift
            for one, numbers in ways.items()
            for number, shift in spread(numbers).items()
        }

    def route(self, number: int) -> Route:
        """The route of one union."""
        union, kind = self.kinship.unions[number], self.kinds[number]
        row = max(self.row_of[one] for one in union.parents)
        if kind == "across":
            row = min(self.row_of[one] for one in union.parents)
        ends, turn = self._ends(number)
        bar = (min(ends), max(ends))
        if kind == "over":
            bar = (min(ends[1], turn), max(ends[1], turn))
        children = self._children(union)
        return Route(
            number=number,
            union=union,
            kind=kind,
            row=row,
            ends=ends,
            bar=bar,
            drop=_drop(bar, [one.x for one in children]),
            children=children,
            twins=self._twins(union),
            turn=turn,
            to_row=max(self.row_of[one] for one in union.parents),
        )

    def _ends(self, number: int) -> tuple[tuple[float, ...], float]:
        union, kind = self.kinship.unions[number], self.kinds[number]
        if kind == "alone":
            return (self.stub[union.parents[0], number],), 0.0
        if kind == "over":
            return self._over(number)
        if kind == "across":
            upper, lower = sorted(union.parents, key=self.row_of.__getitem__)
            return (self.stub[upper, number], self.x[lower] + SHOULDER), 0.0
        return tuple(sorted(self.stub[one, number] for one in union.parents)), 0.0

    def _over(self, number: int) -> tuple[tuple[float, ...], float]:
        """Over the others from a shoulder, down in the gap before the partner, and along."""
        union = self.kinship.unions[number]
        start = self._start_of_over(union)
        end = next(one for one in union.parents if one != start)
        row = self.rows[self.row_of[start]]
        if self.x[start] < self.x[end]:
            before = row[row.index(end) - 1]
            turn = self.x[end] - max(HALF + 6, self.labels[end].left) - 12
            turn = max(turn, self.x[before] + self.labels[before].right + 4)
            return (self.x[start] + SHOULDER, self.stub[end, number]), turn
        turn = self.x[end] + max(HALF + 6, self.labels[end].right) + 12
        return (self.x[start] - SHOULDER, self.stub[end, number]), turn

    def _children(self, union: Union) -> tuple[Child, ...]:
        own = [
            Child(one, self.x[one], self.row_of[one], self.kinship.kin[one])
            for one in union.children
        ]
        further = [
            Child(one.child, self.x[one.child] + SHOULDER, self.row_of[one.child], one.kin)
            for one in self.kinship.further
            if one.parents == union.parents
        ]
        return (*own, *further)

    def _twins(self, union: Union) -> tuple[tuple[str, ...], ...]:
        """Those born together who stand together: their lines meet at the bar."""
        return tuple(
            one
            for one in self.kinship.twins
            if set(one) <= set(union.children) and self._side_by_side(one)
        )

    def _side_by_side(self, group: tuple[str, ...]) -> bool:
        places = [self.rows[self.row_of[one]].index(one) for one in group]
        same_row = len({self.row_of[one] for one in group}) == 1
        return same_row and max(places) - min(places) == len(group) - 1


def _drop(bar: tuple[float, float], children: Sequence[float]) -> float:
    """Where the line to the children leaves the couple's bar: above them, where it can."""
    if not children:
        return (bar[0] + bar[1]) / 2
    edge = min(10.0, (bar[1] - bar[0]) / 2)
    middle = (min(children) + max(children)) / 2
    return min(max(middle, bar[0] + edge), bar[1] - edge)
