"""Who had children with whom: the pairs (or one alone) from which the lines to children start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.genogram.family import Family, Kin, Partners

DRAWN = (Kin.BIRTH, Kin.ADOPTIVE, Kin.FOSTER)  # a step-parent is a partner of a parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """One or two parents and the children drawn beneath them, oldest first.

    ``tie`` is what is known of the two as a couple.
    """

    parents: tuple[str, ...]
    children: tuple[str, ...] = ()
    tie: Partners | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherParents:
    """Parents of a child that stands beneath others: born to those, brought up by these."""

    parents: tuple[str, ...]
    child: str
    kin: Kin


@dataclass(frozen=True, kw_only=True)
class Kinship:
    """The unions of a family, and what each child's own line is drawn as."""

    unions: tuple[Union, ...]
    further: tuple[FurtherParents, ...]
    kin: dict[str, Kin]  # of a child to the parents it stands beneath
    age_order: dict[str, tuple[date, int]]
    twins: tuple[tuple[str, ...], ...] = ()


def read_kinship(family: Family) -> Kinship:
    """Group parents by child and children by parents."""
    order = {one.id: (one.born_on or date.max, number) for number, one in enumerate(family.members)}
    ties = {frozenset((tie.one, tie.other)): tie for tie in family.partners}
    beneath: dict[tuple[str, ...], list[str]] = {}
    kin: dict[str, Kin] = {}
    further: list[FurtherParents] = []
    for child, groups in _groups_by_child(family, ties).items():
        (parents, how), *rest = groups
        beneath.setdefault(parents, []).append(child)
        kin[child] = how
        further += [FurtherParents(parents=two, child=child, kin=what) for two, what in rest]
    for two in ties:
        beneath.setdefault(tuple(sorted(two)), [])
    for one in further:
        beneath.setdefault(one.parents, [])
    unions = tuple(
        Union(
            parents=parents,
            children=tuple(sorted(children, key=order.__getitem__)),
            tie=ties.get(frozenset(parents)) if len(parents) == 2 else None,
        )
        for parents, children in beneath.items()
    )
    return Kinship(
        unions=unions, further=tuple(further), kin=kin, age_order=order, twins=_twins(family)
    )


Group = tuple[tuple[str, ...], Kin]


def _groups_by_child(
    family: Family, ties: dict[frozenset[str], Partners]
) -> dict[str, list[Group]]:
    """Each child's parents in groups, those by birth first."""
    found: dict[str, dict[Kin, list[str]]] = {}
    for tie in family.parents:
        if tie.kin in DRAWN:
            found.setdefault(tie.other, {}).setdefault(tie.kin, []).append(tie.one)
    groups = {}
    for child, by_kin in found.items():
        kinds = sorted(by_kin, key=DRAWN.index)
        pairs = [(pair, kin) for kin in kinds for pair in _pairs(by_kin[kin], ties)]
        groups[child] = _joined(pairs, ties)
    return groups


def _pairs(parents: Iterable[str], ties: dict[frozenset[str], Partners]) -> list[tuple[str, ...]]:
    """Parents of one kind two by two, couples together."""
    left = sorted(set(parents))
    pairs: list[tuple[str, ...]] = []
    while left:
        one = left.pop(0)
        partner = next((two for two in left if frozenset((one, two)) in ties), None)
        partner = partner or (left[0] if len(left) == 1 else None)
        if partner:
            left.remove(partner)
        pairs.append((one, partner) if partner else (one,))
    return pairs


def _joined(pairs: list[Group], ties: dict[frozenset[str], Partners]) -> list[Group]:
    """A birth parent whose partner adopted the child is one couple, not two groups."""
    if len(pairs) < 2 or len(pairs[0][0]) > 1 or len(pairs[1][0]) > 1:
        return pairs
    both = frozenset((*pairs[0][0], *pairs[1][0]))
    if both not in ties:
        return pairs
    return [(tuple(sorted(both)), pairs[0][1]), *pairs[2:]]


def _twins(family: Family) -> tuple[tuple[str, ...], ...]:
    """Those born together, three and more as one."""
    groups: list[set[str]] = []
    for tie in family.twins:
        pair = {tie.one, tie.other}
        near = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*near))
    return tuple(tuple(sorted(group)) for group in groups)
