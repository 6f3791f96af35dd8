"""The card's pictures as SVG: no script, no style, classes only, so that any sheet can dress them.

Classes: ``chart``; ``grid``, ``axis``, ``band`` for ground; ``t2`` quiet text, ``b`` bold, ``halo``
text over lines; ``sys`` what the system computed, ``k5`` a group that bears more error, ``k1`` one
that bears less, ``k2`` a line beside.
Every picture has ``role="img"`` and a sentence; its numbers belong in a table beside it.
"""

from __future__ import annotations

from alongside.risk.card.calibration import Calibration
from alongside.risk.card.estimate import Estimate
from alongside.risk.card.groups import Group, Groups
from alongside.risk.card.plot import Plot, Scale, line, text
from alongside.risk.card.stability import Stability
from alongside.risk.card.usefulness import Usefulness
from alongside.risk.card.words import number, share_of_100

_LONGEST = 19  # letters of a label that fit beside a row
_ROW = 30
FIGURES = {  # of a group: what its picture says
    "wrongly": "Picked out though it did not happen, of 100",
    "missed": "Not picked out though it happened, of 100",
    "gap": "Happened less said, of 100",
}


def draw_calibration(calibration: Calibration) -> str:
    """What was said against what happened, with intervals, beside the diagonal."""
    bins = calibration.bins
    top = 100 * max(max(one.said, one.happened.high) for one in bins)
    across, up = Scale(0, top, 54, 390), Scale(0, top, 332, 32)
    plot = Plot(404, 384, f"Calibration plot: {calibration.says} The numbers are in the table.")
    plot.grid(across, up)
    end = across.end
    plot.add(line("axis", across.at(0), up.at(0), across.at(end), up.at(end), dashed=True))
    plot.add(text("t2 halo", across.at(end * 0.78), up.at(end * 0.86), "as promised", "end"))
    for one in bins:
        plot.upright("sys", across.at(100 * one.said), one.happened, up)
    plot.add(text("", 222, 378, "Advice said (of 100)", "middle"))
    plot.add(text("", 0, 18, "Happened (of 100)"))
    return plot.svg()


def draw_groups(groups: Groups, figure: str) -> str:
    """One figure of every group with its interval, and the band of everybody's.

    ``figure`` is a key of ``FIGURES``. Single traits, and those intersections that are named;
    groups that are too small are not in the picture.
    """
    named = {
        (one.trait, one.value): "k5" if one.burden else "k1"
        for one in groups.named
        if one.figure == figure
    }
    rows = _rows(groups, figure, named)
    found = [part for _, _, part in rows if part] or [Estimate(value=0, low=0, high=0)]
    low = min(0.0, 100 * min(one.low for one in found))
    across = Scale(low, 100 * max(one.high for one in found), 148, 372)
    bottom = 4 + _ROW * len(rows)
    said = f"{FIGURES[figure]}, by group, with 95 % intervals. The numbers are in the table."
    plot = Plot(396, bottom + 26, said)
    plot.columns(across, 4, bottom)
    whole = getattr(groups.everybody, figure)
    if whole:
        plot.add(_band(across, whole, bottom))
    for place, (label, kind, part) in enumerate(rows):
        _draw_row(plot, across, 4 + _ROW * place + _ROW / 2, label, part, kind=kind)
    return plot.svg()


def _band(across: Scale, whole: Estimate, bottom: float) -> str:
    start, end = across.at(100 * whole.low), across.at(100 * whole.high)
    return (
        f'<rect class="band" x="{start:.1f}" y="4" width="{max(1.0, end - start):.1f}" '
        f'height="{bottom - 4:.0f}"/>'
    )


def _rows(
    groups: Groups, figure: str, named: dict[tuple[str, str], str]
) -> list[tuple[str, str, Estimate | None]]:
    """Label, class and figure; a heading has no figure."""
    made: list[tuple[str, str, Estimate | None]] = [
        ("Everybody", "sys", getattr(groups.everybody, figure))
    ]
    heading = ""
    for group in groups.groups:
        part = getattr(group, figure)
        if part is None or not _belongs(group, named):
            continue
        if group.trait != heading:
            heading = group.trait
            made.append((heading[:1].upper() + heading[1:], "", None))
        made.append((group.value, named.get((group.trait, group.value), "sys"), part))
    return made


def _belongs(group: Group, named: dict[tuple[str, str], str]) -> bool:
    return " and " not in group.trait or (group.trait, group.value) in named


def _draw_row(
    plot: Plot, across: Scale, y: float, label: str, part: Estimate | None, *, kind: str
) -> None:
    short = label if len(label) <= _LONGEST or part is None else f"{label[: _LONGEST - 1]}…"
    if part is None:
        plot.add(text("t2", 0, y + 6, short))
        return
    loud = kind != "sys"
    indent = 0 if label == "Everybody" else 10
    plot.add(text("b" if loud or not indent else "", indent, y + 5, short))
    plot.lying(kind, part, y, across)
    if loud:
        value = number(100 * part.value, fine=abs(part.value) < 0.1)
        plot.add(text("b", min(across.at(100 * part.high) + 9, 372), y + 5, value))


def draw_usefulness(usefulness: Usefulness) -> str:
    """Net benefit against how many are looked at: following the estimate, all, and none."""
    points = usefulness.points
    high = 100 * max(one.net.high for one in points)
    low = min(0.0, 100 * min(one.net.low for one in points), -high / 4)
    across = Scale(0, 100 * points[-1].share, 54, 380)
    up = Scale(low, high, 272, 32)
    plot = Plot(404, 324, f"Decision curve: {usefulness.by_words} The numbers are in the table.")
    plot.grid(across, up)
    nought = up.at(0)
    plot.add(line("axis", across.at(0), nought, across.at(across.end), nought, dashed=True))
    plot.add(text("t2 halo", 376, nought - 6, "look at none", "end"))
    room = across.at(100 * points[usefulness.at].share)
    plot.add(line("axis", room, 32, room, 272))
    plot.add(text("t2 halo", room + 6, 46, f"room for {share_of_100(usefulness.capacity)}"))
    _look_at_all(plot, usefulness, across, up)
    ways = [(across.at(100 * one.share), up.at(100 * one.net.value)) for one in points]
    plot.path("sys", ways)
    for one in points:
        plot.upright("sys", across.at(100 * one.share), one.net, up)
    plot.add(text("", 222, 318, "Looked at more closely (of 100)", "middle"))
    plot.add(text("", 0, 18, "Worth, in ones found of 100"))
    return plot.svg()


def _look_at_all(plot: Plot, usefulness: Usefulness, across: Scale, up: Scale) -> None:
    """The line of looking at all, as far as it lies in the picture."""
    inside = [
        (across.at(100 * one.share), up.at(100 * one.net_all))
        for one in usefulness.points
        if up.start <= 100 * one.net_all <= up.end
    ]
    if len(inside) > 1:
        plot.path("k2", inside)
        x, y = inside[-1]
        plot.add(text("t2 halo", min(x + 8, 330), y + 18, "look at all"))
    else:
        plot.add(text("t2 halo", 376, 268, "look at all: further down", "end"))


def draw_stability(stability: Stability, figure: str) -> str:
    """``"auc"`` or ``"ratio"`` (happened over said) by period, with intervals."""
    shown = [one for one in stability.periods if getattr(one, figure) is not None]
    parts = [getattr(one, figure) for one in shown] or [Estimate(value=1, low=1, high=1)]
    level = 0.5 if figure == "auc" else 1.0
    low = min([level, *(one.low for one in parts)])
    up = Scale(low, max([level, *(one.high for one in parts)]), 212, 32)
    said = {"auc": "AUC", "ratio": "Happened, as a multiple of what was said"}[figure]
    plot = Plot(404, 264, f"{said}, by period. {stability.says} The numbers are in the table.")
    if not shown:
        plot.add(text("", 0, 18, said))
        plot.add(text("t2", 0, 48, "Too few rows in every period."))
        return plot.svg()
    across = Scale(0, len(shown), 54, 390, ticks=False)
    plot.levels(up, 54, 390)
    plot.add(line("axis", 54, up.at(level), 390, up.at(level), dashed=True))
    plot.add(text("t2 halo", 386, up.at(level) - 6, "a coin" if level == 0.5 else "as said", "end"))
    every = max(1, -(-len(shown) // 5))
    for place, (one, part) in enumerate(zip(shown, parts, strict=False)):
        x = across.at(place + 0.5)
        plot.upright("sys", x, part, up, times=1)
        if place % every == 0:
            plot.add(text("t2", x, 232, one.name, "middle"))
    plot.add(text("", 222, 258, "As-of date", "middle"))
    plot.add(text("", 0, 18, said))
    return plot.svg()
