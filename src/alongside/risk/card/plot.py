"""Lines, dots and words of an SVG picture, and the scales that place them."""

from __future__ import annotations

import math
from html import escape
from itertools import pairwise

from alongside.risk.card.estimate import Estimate

_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 6


class Scale:
    """From a value to a place; the ends are moved out to whole ticks.

    Parameters
    ----------
    start, end : float
        The lowest and highest value.
    from_, to : float
        Their places in the picture; ``to`` may be the smaller one, for upward scales.
    ticks : bool
        False: the ends stay as given.
    """

    def __init__(
        self, start: float, end: float, from_: float, to: float, *, ticks: bool = True
    ) -> None:
        self.step = step_of(end - start)
        self.start = math.floor(start / self.step + 1e-9) * self.step if ticks else start
        self.end = math.ceil(end / self.step - 1e-9) * self.step if ticks else end
        self._from, self._to = from_, to

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.start) / ((self.end - self.start) or 1)
        return self._from + share * (self._to - self._from)

    @property
    def ticks(self) -> list[float]:
        """Values at which a line of the grid stands."""
        count = round((self.end - self.start) / self.step)
        return [self.start + place * self.step for place in range(count + 1)]

    def name(self, value: float) -> str:
        """A tick as it is written, with a true minus."""
        decimals = max(0, -math.floor(math.log10(self.step) + 1e-9))
        if self.step in (0.25, 2.5, 0.025):
            decimals += 1
        written = f"{value + 0.0:.{decimals}f}"
        return "0" if float(written) == 0 else written.replace("-", "−")


def step_of(span: float) -> float:
    """The smallest handsome step with which a span has at most six ticks."""
    span = span or 1.0
    size = 10.0 ** math.floor(math.log10(span / _MOST_TICKS))
    return next(size * step for step in _STEPS if span / (size * step) <= _MOST_TICKS)


class Plot:
    """One picture: pieces are added, then written out.

    Parameters
    ----------
    width, height : float
        Of the view box; the sheet scales it.
    said : str
        The sentence for those who do not see the picture.
    """

    def __init__(self, width: float, height: float, said: str) -> None:
        self._head = (
            f'<svg class="chart" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
            f'aria-label="{escape(said)}">'
        )
        self._parts: list[str] = []

    def add(self, piece: str) -> None:
        """Draw a piece over what is there."""
        self._parts.append(piece)

    def grid(self, across: Scale, up: Scale) -> None:
        """Lines and numbers of both scales."""
        self.columns(across, up.at(up.end), up.at(up.start))
        self.levels(up, across.at(across.start), across.at(across.end))

    def columns(self, across: Scale, top: float, bottom: float) -> None:
        """Upright lines with their numbers below."""
        for tick in across.ticks:
            x = across.at(tick)
            self.add(line("grid", x, top, x, bottom))
            self.add(text("t2", x, bottom + 20, across.name(tick), "middle"))

    def levels(self, up: Scale, left: float, right: float) -> None:
        """Level lines with their numbers on the left."""
        for tick in up.ticks:
            y = up.at(tick)
            self.add(line("grid", left, y, right, y))
            self.add(text("t2", left - 8, y + 5, up.name(tick), "end"))

    def upright(
        self, kind: str, x: float, part: Estimate, up: Scale, *, times: float = 100
    ) -> None:
        """A dot with its interval, upright."""
        low, value, high = (up.at(times * one) for one in (part.low, part.value, part.high))
        self.add(line(kind, x, low, x, high, width=2))
        self.add(f'<circle class="{kind}" cx="{x:.1f}" cy="{value:.1f}" r="5"/>')

    def lying(self, kind: str, part: Estimate, y: float, across: Scale) -> None:
        """A dot with its interval, lying; shares become numbers of 100."""
        low, value, high = (across.at(100 * one) for one in (part.low, part.value, part.high))
        self.add(line(kind, low, y, high, y, width=2.5))
        self.add(f'<circle class="{kind}" cx="{value:.1f}" cy="{y:.1f}" r="5.5"/>')

    def path(self, kind: str, points: list[tuple[float, float]]) -> None:
        """A line through points."""
        for (x1, y1), (x2, y2) in pairwise(points):
            self.add(line(kind, x1, y1, x2, y2, width=2))

    def svg(self) -> str:
        """The picture as markup."""
        return f"{self._head}{''.join(self._parts)}</svg>"


def line(
    kind: str, x1: float, y1: float, x2: float, y2: float, *, width: float = 1, dashed: bool = False
) -> str:
    """A straight line."""
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def text(kind: str, x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words at a place; ``anchor`` is SVG's start, middle or end."""
    named = f' class="{kind}"' if kind else ""
    return (
        f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="14">'
        f"{escape(words)}</text>"
    )
