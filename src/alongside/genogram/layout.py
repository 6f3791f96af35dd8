"""Lay a family out: rows, order, columns, lines. What comes out is geometry and no picture yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.genogram.chains import chains_of
from alongside.genogram.columns import Pull, Room, place_columns
from alongside.genogram.family import Family, Member
from alongside.genogram.generations import rows_of
from alongside.genogram.labels import Label, label_of
from alongside.genogram.lines import HALF, Heights, Line, Route, draw_lines, set_tracks
from alongside.genogram.order import order_of
from alongside.genogram.routes import routes_of
from alongside.genogram.unions import Kinship, Union, read_kinship

GAP, MARGIN = 26.0, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member's symbol and name."""

    member: Member
    x: float
    y: float
    row: int
    label: Label


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A family with a place for everybody; units are those of the drawing."""

    family: Family
    kinship: Kinship
    width: float
    height: float
    places: dict[str, Place]
    lines: tuple[Line, ...]
    routes: tuple[Route, ...]
    heights: Heights
    rows: tuple[tuple[str, ...], ...]


def lay_out(family: Family) -> Layout:
    """Give every member of the family of its day a place."""
    family = family.standing()
    kinship = read_kinship(family)
    row_of = _rows(family, kinship)
    rows = _ordered(family, kinship, row_of)
    labels = {
        one.id: label_of(one, family.on, beside=_has_lines(one.id, kinship))
        for one in family.members
    }
    x = place_columns(
        rows,
        {
            one: Room(max(HALF + 6, label.left), max(HALF + 6, label.right))
            for one, label in labels.items()
        },
        _pulls(kinship.unions),
        gap=GAP,
        beside=_couples(kinship.unions, row_of),
    )
    x = {one: at + MARGIN for one, at in x.items()}
    routes = routes_of(kinship, rows, x, labels)
    heights = set_tracks(routes, len(rows))
    places = {
        one.id: Place(
            member=one,
            x=x[one.id],
            y=heights.rows[row_of[one.id]] + MARGIN,
            row=row_of[one.id],
            label=labels[one.id],
        )
        for one in family.members
    }
    return Layout(
        family=family,
        kinship=kinship,
        width=max(place.x + max(HALF + 6, place.label.right) for place in places.values()) + MARGIN,
        height=heights.bottom + 2 * MARGIN,
        places=places,
        lines=tuple(_lowered(line) for one in routes for line in draw_lines(one, heights)),
        routes=tuple(routes),
        heights=heights,
        rows=tuple(tuple(row) for row in rows),
    )


def _rows(family: Family, kinship: Kinship) -> dict[str, int]:
    further = (Union(parents=one.parents, children=(one.child,)) for one in kinship.further)
    everybody = [one.id for one in family.members]
    return rows_of(everybody, (*kinship.unions, *further), centre=family.centre)


def _ordered(family: Family, kinship: Kinship, row_of: Mapping[str, int]) -> list[list[str]]:
    chains = chains_of(family, kinship, row_of)
    others = sorted((one.id for one in family.members), key=kinship.age_order.__getitem__)
    rows: list[list[str]] = [[] for _ in range(max(row_of.values()) + 1)]
    for one in order_of([_root(family, kinship), *others], kinship, chains):
        rows[row_of[one]].append(one)
    return [row for row in rows if row]


def _root(family: Family, kinship: Kinship) -> str:
    """Where to begin: with the record's person, or their parents if they are nobody's partner."""
    partnered = any(family.centre in one.parents for one in kinship.unions)
    above = next((one for one in kinship.unions if family.centre in one.children), None)
    return family.centre if partnered or above is None else above.parents[0]


def _has_lines(one: str, kinship: Kinship) -> bool:
    return any(one in union.parents for union in kinship.unions)


def _pulls(unions: Sequence[Union]) -> list[Pull]:
    return [Pull(over=one.parents, under=one.children) for one in unions if one.children]


def _couples(unions: Sequence[Union], row_of: Mapping[str, int]) -> list[tuple[str, str]]:
    pairs = [(one.parents[0], one.parents[-1]) for one in unions if len(one.parents) == 2]
    return [(one, other) for one, other in pairs if row_of[one] == row_of[other]]


def _lowered(line: Line) -> Line:
    return Line(tuple((x, y + MARGIN) for x, y in line.points), line.union, line.style)
