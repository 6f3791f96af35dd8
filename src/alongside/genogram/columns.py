"""Where in its row each member stands: above and below those they are tied to, never too near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 14
BESIDE = 0.3  # how much somebody without ties in the next row holds to a partner
STRAY = 0.05  # and without a partner, to where they are


@dataclass(frozen=True, slots=True)
class Room:
    """How far somebody reaches to either side of their symbol's middle, name included."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Pull:
    """A group below (or above) that wants to stand under (or over) another."""

    over: tuple[str, ...]
    under: tuple[str, ...]


def place_columns(
    rows: Sequence[Sequence[str]],
    rooms: Mapping[str, Room],
    pulls: Iterable[Pull],
    *,
    gap: float,
    beside: Iterable[Pair] = (),
) -> dict[str, float]:
    """The middle of each symbol; rows keep their order, everybody has room, and those of
    ``beside`` stay near each other."""
    close = {one: at for row in rows for one, at in _offsets(row, rooms, gap)}
    x = dict(close)
    wishes = _Wishes(tuple(pulls), tuple(beside), close)
    order = list(range(len(rows)))
    for number in range(SWEEPS):
        from_above = number % 2 == 1
        for index in order if from_above else order[::-1]:
            wanted = [wishes.of(one, x, from_above=from_above) for one in rows[index]]
            _settle(rows[index], close, wanted, x)
    edge = min((x[one] - rooms[one].left for one in x), default=0.0)
    return {one: at - edge for one, at in x.items()}


def _offsets(
    row: Sequence[str], rooms: Mapping[str, Room], gap: float
) -> Iterable[tuple[str, float]]:
    """The row as close together as it can stand."""
    at = 0.0
    for number, one in enumerate(row):
        if number:
            at += rooms[row[number - 1]].right + gap + rooms[one].left
        yield one, at


Pair = tuple[str, str]
Wish = tuple[float, float]  # where to, how much


class _Wishes:
    """Where each would like to stand: groups under and over their middles, and close together."""

    def __init__(
        self, pulls: Sequence[Pull], beside: Sequence[Pair], close: Mapping[str, float]
    ) -> None:
        self.close = close
        self.down = {one: pull for pull in pulls for one in pull.under}
        self.up: dict[str, list[Pull]] = {}
        self.mates: dict[str, list[str]] = {}
        for pull in pulls:
            for one in pull.over:
                self.up.setdefault(one, []).append(pull)
        for one, other in beside:
            self.mates.setdefault(one, []).append(other)
            self.mates.setdefault(other, []).append(one)

    def of(self, one: str, x: Mapping[str, float], *, from_above: bool) -> Wish:
        """Where somebody would like to stand, as the other row stands now."""
        if from_above and one in self.down:
            pull = self.down[one]
            return self._near(one, pull.under, _mean(pull.over, x)), 1.0
        if not from_above and one in self.up:
            pulls = self.up[one]
            places = [self._near(one, pull.over, _mean(pull.under, x)) for pull in pulls]
            return sum(places) / len(places), 1.0
        if mates := self.mates.get(one):
            places = [x[mate] + self.close[one] - self.close[mate] for mate in mates]
            return sum(places) / len(places), BESIDE
        return x[one], STRAY

    def _near(self, one: str, group: Iterable[str], middle: float) -> float:
        return middle + self.close[one] - _mean(group, self.close)


def _mean(of: Iterable[str], x: Mapping[str, float]) -> float:
    found = [x[one] for one in of]
    return sum(found) / len(found)


def _settle(
    row: Sequence[str], close: Mapping[str, float], wishes: Sequence[Wish], x: dict[str, float]
) -> None:
    """The places nearest to all wishes (least squares) that keep order and room.

    Pooling of neighbours who want to pass each other: isotonic regression.
    """
    pools: list[list[float]] = []  # weighted sum, weight, how many
    for (wish, weight), one in zip(wishes, row, strict=True):
        pools.append([(wish - close[one]) * weight, weight, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    places = [total / weight for total, weight, count in pools for _ in range(int(count))]
    for one, place in zip(row, places, strict=True):
        x[one] = place + close[one]
