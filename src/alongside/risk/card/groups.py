"""Whom does it get wrong? Error and calibration by audited group, at the agency's capacity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from alongside.privacy import suppress_small
from alongside.risk.card.capacity import Picked, pick_top
from alongside.risk.card.cells import Cell, cells_of, recorded_of
from alongside.risk.card.clusters import share_among
from alongside.risk.card.estimate import Bools, Estimate
from alongside.risk.card.rows import NOT_RECORDED, Rows
from alongside.risk.card.words import number, of_100, share_of_100, spoken

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group's errors; every figure is a share with its interval, ``None`` where too few.

    ``wrongly``: picked out, of those to whom it did not happen. ``missed``: not picked out, of
    those to whom it did. ``picked``: picked out, of all. ``hit``: happened, of those picked out.
    ``said`` is the mean estimate, ``happened`` the rate, ``gap`` happened less said.
    ``people`` is rounded to tens; ``None`` where the group is not shown.
    """

    trait: str
    value: str
    shown: bool
    people: int | None = None
    picked: Estimate | None = None
    wrongly: Estimate | None = None
    missed: Estimate | None = None
    hit: Estimate | None = None
    said: float | None = None
    happened: Estimate | None = None
    gap: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A group whose interval lies clear of everybody's, and in what; ``by`` is the difference."""

    trait: str
    value: str
    figure: str  # "wrongly", "missed", "gap"
    by: float
    burden: bool  # an error that weighs on the group; False: it is spared one
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """All groups beside everybody; groups under ``fewest`` people are left out and say so.

    ``named`` has burdens first. ``grounds`` are all with a trait on record, for traits that many
    lack: their groups are held beside these and not beside everybody.
    """

    says: str
    how: str
    notes: tuple[str, ...]
    fewest: int
    share: float
    threshold: float
    everybody: Group
    grounds: tuple[Group, ...]
    groups: tuple[Group, ...]
    hidden: int
    named: tuple[Named, ...]


def judge_groups(
    rows: Rows,
    *,
    capacity: float,
    fewest: int,
    intersections: tuple[tuple[str, str], ...] = (),
    counts: str,
) -> Groups:
    """Errors at the capacity threshold for everybody and every audited group."""
    picked = pick_top(rows, capacity)
    whole = Cell(trait=EVERYBODY, value="", mask=np.ones(len(rows), dtype=bool))
    everybody = group_of(rows, whole, picked, fewest=fewest)
    grounds = {
        spoken(trait): group_of(rows, cell, picked, fewest=fewest)
        for trait in rows.traits
        if (cell := recorded_of(rows, trait))
    }
    groups = tuple(
        group_of(rows, cell, picked, fewest=fewest) for cell in cells_of(rows, intersections)
    )
    found = [
        one
        for group in groups
        for one in name_differences(group, _ground(group, grounds) or everybody)
    ]
    named = tuple(sorted(found, key=_weight))
    shown = sum(group.shown for group in groups)
    return Groups(
        says=_says(named, shown),
        how=_how(picked, counts, shown),
        notes=tuple(_note(ground, everybody) for ground in grounds.values()),
        fewest=fewest,
        share=round(picked.share, 4),
        threshold=picked.threshold,
        everybody=everybody,
        grounds=tuple(grounds.values()),
        groups=groups,
        hidden=len(groups) - shown,
        named=named,
    )


def _ground(group: Group, grounds: dict[str, Group]) -> Group | None:
    """What a group is held beside, if not everybody: those with its trait on record."""
    if group.value == NOT_RECORDED:
        return None
    traits = group.trait.split(" and ")
    return next((grounds[trait] for trait in traits if trait in grounds), None)


def _note(ground: Group, everybody: Group) -> str:
    """Why a trait that is not always recorded is read with care."""
    start = f"{ground.trait[:1].upper()}{ground.trait[1:]} is not recorded for all"
    end = f"its groups are held beside all with {ground.trait} on record, not beside everybody."
    one, all_ = ground.happened, everybody.happened
    if one is None or all_ is None or not one.clears(all_):
        return f"{start}; {end}"
    return (
        f"{start}. Where it is, it happened in {of_100(one)} of 100, among everybody in "
        f"{of_100(all_)}: whether it is written down has to do with what happened. So {end}"
    )


def group_of(rows: Rows, cell: Cell, picked: Picked, *, fewest: int) -> Group:
    """One group's figures, or nothing but its name if it has fewer than ``fewest`` people."""
    people = suppress_small(rows.people(cell.mask), fewest=fewest)
    if people is None:
        return Group(trait=cell.trait, value=cell.value, shown=False)
    rate = _rate_of(rows, fewest)
    happened, mask = rows.happened, cell.mask
    return Group(
        trait=cell.trait,
        value=cell.value,
        shown=True,
        people=people,
        picked=rate(picked.mask, mask),
        wrongly=rate(picked.mask, mask & ~happened),
        missed=rate(~picked.mask, mask & happened),
        hit=rate(happened, mask & picked.mask),
        said=round(float(rows.estimate[mask].mean()), 4),
        happened=rate(happened, mask),
        gap=_less(rate(happened, mask), float(rows.estimate[mask].mean())),
    )


def _less(happened: Estimate | None, said: float) -> Estimate | None:
    """Happened less said; the doubt is that of what happened, right also where nothing did."""
    if happened is None:
        return None
    return Estimate(value=happened.value - said, low=happened.low - said, high=happened.high - said)


def _rate_of(rows: Rows, fewest: int) -> Callable[[Bools, Bools], Estimate | None]:
    """A share among rows, or nothing if those rows are about fewer than ``fewest`` people."""

    def rate(hit: Bools, among: Bools) -> Estimate | None:
        if suppress_small(rows.people(among), fewest=fewest) is None:
            return None
        return share_among(hit, among, rows.unit)

    return rate


_SAID: dict[str, tuple[str, str]] = {  # figure: if above everybody, if below
    "wrongly": ("picked out wrongly more often", "picked out wrongly less often"),
    "missed": ("missed more often", "missed less often"),
    "gap": ("the estimate says too little", "the estimate says too much"),
}


def _weight(one: Named) -> tuple[bool, int, bool, float]:
    """Burdens first: picked out wrongly, then the wrong number, then missed; then by size."""
    order = ("wrongly", "gap", "missed").index(one.figure)
    return (not one.burden, order, " and " in one.trait, -abs(one.by))


_NOUGHT = Estimate(value=0, low=0, high=0)


def name_differences(group: Group, ground: Group) -> list[Named]:
    """What is said of a group: only where its interval does not touch that of its ground.

    A gap is named only if it is one: a group for which the numbers are right is not named because
    they are wrong for everybody.
    """
    found = []
    for figure, words in _SAID.items():
        one, all_ = getattr(group, figure), getattr(ground, figure)
        side = one.clears(all_) if one and all_ else 0
        if figure == "gap" and side and one.clears(_NOUGHT) != side:
            side = 0
        if side:
            by = round(one.value - all_.value, 4)
            found.append(
                Named(
                    trait=group.trait,
                    value=group.value,
                    figure=figure,
                    by=by,
                    burden=figure == "gap" or by > 0,
                    says=_sentence(group, words[0 if side > 0 else 1], figure, ground),
                )
            )
    return found


def _sentence(group: Group, words: str, figure: str, ground: Group) -> str:
    who = f"{group.trait[:1].upper()}{group.trait[1:]} {group.value}"
    if figure == "gap" and group.said is not None and group.happened is not None:
        said = number(100 * group.said, fine=group.said < 0.1)
        return f"{who}: {words}. It said {said} of 100, it was {of_100(group.happened)}."
    one, all_ = getattr(group, figure), getattr(ground, figure)
    by = abs(one.value - all_.value)
    much = number(100 * by, fine=by < 0.02)
    beside = ground.trait if not ground.value else f"all with {ground.trait} on record"
    return f"{who}: {words}, by {much} of 100. {of_100(one)}; {beside} {of_100(all_)}."


def _says(named: tuple[Named, ...], shown: int) -> str:
    if not shown:
        return "No audited group is large enough to be shown."
    if not named:
        return (
            f"For none of the {shown} groups that can be shown does the range lie clear of "
            "everybody's. That does not prove that all are served alike: small groups have wide "
            "ranges."
        )
    groups = len({(one.trait, one.value) for one in named})
    firsts = {one.figure: one for one in reversed(named) if one.burden} or {"": named[0]}
    heaviest = " ".join(one.says for one in sorted(firsts.values(), key=_weight)[:2])
    which = "one group" if groups == 1 else f"{groups} groups"
    return f"It errs differently for {which} of {shown}. {heaviest}"


def _how(picked: Picked, counts: str, shown: int) -> str:
    many = f"With {shown} groups looked at, one or the other may be named by chance. "
    return (
        f"Picked out means among the {share_of_100(picked.share)} of 100 {counts} with the "
        "highest estimate, as many as the agency can look at. Wrongly: it did not happen to them. "
        "Missed: it happened, and they were not picked out. A group is named only where its whole "
        f"range lies clear of everybody's. {many if shown > 1 else ''}Where it happened means "
        "where it was recorded: a group that is watched more is recorded more, and no figure here "
        "can see that."
    )
