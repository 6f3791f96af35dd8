"""The numbers behind every picture, as heads and rows of text."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.risk.card.card import Card
from alongside.risk.card.estimate import Estimate
from alongside.risk.card.groups import Group, Groups
from alongside.risk.card.words import count, held_back, number, of_100, plain, share_of_100, spoken

NONE = "too few"
_ROOM = ", the room there is"
_MUCH = 0.55  # an AUC below this is not worth naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Text by rows. The first column names the row; others hold numbers unless in ``words``.

    A row shorter than ``heads`` holds its name and why there is nothing.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = ()


def calibration_table(card: Card) -> Table:
    """What was said, the range stated, what happened, and how many."""
    rows = tuple(
        (
            _of(one.said),
            f"{_of(stated.low)} to {_of(stated.high)}",
            of_100(one.happened),
            count(one.rows),
        )
        for one, stated in zip(card.calibration.bins, card.ranges.bins, strict=True)
    )
    heads = ("Said, of 100", "Range stated", "Happened, of 100", card.counts.capitalize())
    return Table(caption="What it said and what happened", heads=heads, rows=rows)


def usefulness_table(card: Card) -> Table:
    """The decision curve in numbers."""
    rows = tuple(
        (
            share_of_100(one.share) + (_ROOM if place == card.usefulness.at else ""),
            share_of_100(one.threshold),
            of_100(one.found),
            of_100(one.hit),
            of_100(one.net),
            number(100 * one.net_all, fine=True),
        )
        for place, one in enumerate(card.usefulness.points)
    )
    heads = (
        "Looked at, of 100",
        "Estimate of the last",
        "Found, of those where it happened",
        "It happened, of those looked at",
        "Worth",
        "Worth of looking at all",
    )
    return Table(caption="What looking more closely meets", heads=heads, rows=rows)


def groups_table(groups: Groups) -> Table:
    """Errors and calibration of every group.

    A single group that is too small stands there by name only; of intersections, their number.
    """
    heads = (
        "Group",
        "People",
        "Picked out",
        "Wrongly",
        "Missed",
        "Said",
        "Happened",
        "It happened, of those picked out",
    )
    crossed = [one for one in groups.groups if " and " in one.trait and not one.shown]
    all_ = [groups.everybody, *groups.grounds, *groups.groups]
    rows = [_group_row(one, groups.fewest) for one in all_ if one not in crossed]
    if crossed:
        rows.append((f"{len(crossed)} intersections", _not_shown(groups.fewest)))
    return Table(caption="Of 100, by group, with 95 % ranges", heads=heads, rows=tuple(rows))


def _not_shown(fewest: int) -> str:
    return f"not shown, fewer than {fewest}"


def _group_row(group: Group, fewest: int) -> tuple[str, ...]:
    who = f"{group.trait}: {group.value}" if group.value else group.trait
    who = who[:1].upper() + who[1:]
    if not group.shown:
        return (who, _not_shown(fewest))
    return (
        who,
        held_back(group.people, fewest),
        _or_none(group.picked),
        _or_none(group.wrongly),
        _or_none(group.missed),
        _of(group.said or 0.0),
        _or_none(group.happened),
        _or_none(group.hit),
    )


def stability_table(card: Card) -> Table:
    """Every period; those with too few say so."""
    fewest = card.groups.fewest
    rows = tuple(
        (
            one.name,
            held_back(one.rows, fewest),
            plain(one.auc) if one.auc else NONE,
            plain(one.ratio) if one.ratio else NONE,
        )
        for one in card.stability.periods
    )
    heads = ("As-of date", card.counts.capitalize(), "AUC", "Happened over said")
    return Table(caption="By period", heads=heads, rows=rows)


def proxies_table(card: Card) -> Table:
    """Every group, how well it is told, and by what."""
    rows = tuple(
        (
            f"{one.trait[:1].upper()}{one.trait[1:]}: {one.value}",
            number(100 * one.auc, fine=False) + (", tells it" if one.tells else ""),
            "; ".join(
                f"{spoken(each.feature)} {number(100 * each.auc, fine=False)}"
                for each in one.carriers
                if each.auc >= _MUCH
            )
            or "none much",
        )
        for one in card.proxies.told
    )
    heads = ("Group", "All together, right of 100 pairs", "Most by itself, right of 100 pairs")
    return Table(caption="How well the features tell a group", heads=heads, rows=rows, words=(2,))


def price_table(card: Card) -> Table | None:
    """The glass box and its peers."""
    if card.price is None:
        return None
    own = ("This model", plain(card.price.auc, 3), "")
    peers = tuple(
        (f"{one.says[:1].upper()}{one.says[1:]}", plain(one.auc, 3), plain(one.difference, 3))
        for one in card.price.peers
    )
    heads = ("Model", "AUC", "Difference")
    return Table(caption="On the same rows", heads=heads, rows=(own, *peers))


def quality_table(card: Card) -> Table:
    """The figures that a statistician asks for first."""
    quality, calibration = card.quality, card.calibration
    rows = (
        ("It happened, of 100", of_100(quality.rate)),
        ("AUC", plain(quality.auc, 3)),
        ("Average precision", plain(quality.average_precision, 3)),
        ("Brier score", plain(quality.brier, 4)),
        ("Brier score of saying the rate to all", f"{quality.brier_of_rate:.4f}"),
        ("Calibration slope", plain(calibration.slope)),
        ("Calibration in the large", plain(calibration.intercept)),
        ("Happened over said", plain(calibration.ratio)),
        ("Stated ranges that held", f"{100 * card.ranges.coverage:.0f} of 100"),
    )
    return Table(caption="Summary figures", heads=("Figure", "Value, 95 % range"), rows=rows)


def data_table(card: Card) -> Table:
    """Kinds of event, where they come from and what for."""
    rows = tuple(
        (
            one.name,
            ", ".join(spoken(source) for source in one.sources) or "any that has it",
            ", ".join(spoken(purpose) for purpose in one.purposes) or "none said",
        )
        for one in card.data.kinds
    )
    heads = ("Kind of event", "Source", "May be used for")
    return Table(caption="What it reads", heads=heads, rows=rows, words=(1, 2))


def left_out_table(card: Card) -> Table:
    """Rows that were left out, and why."""
    rows = tuple((one.why, held_back(one.rows, card.groups.fewest)) for one in card.data.left_out)
    heads = ("Left out because", card.counts.capitalize())
    return Table(caption="What was left out", heads=heads, rows=rows)


def shapes_table(card: Card) -> Table:
    """What people set in the model, who, and why."""
    rows = tuple(
        (spoken(one.feature), one.what, one.by, one.reason, f"{one.changed:.2f}")
        for one in card.shapes
    )
    heads = ("Fact", "Set to", "By", "Reason", "Mean change, log-odds")
    return Table(caption="What people set", heads=heads, rows=rows, words=(1, 2, 3))


def reporting_table(card: Card) -> Table | None:
    """Group differences of the simulated agency, taken apart."""
    if card.truth is None:
        return None
    rows = tuple(
        (
            f"{one.trait[:1].upper()}{one.trait[1:]}: {one.value}, beside {one.beside}",
            of_100(one.difference),
            of_100(one.by_harm),
            of_100(one.by_reporting),
            of_100(one.rest),
        )
        for one in card.truth.reporting.parts
    )
    heads = ("Groups", "Difference, of 100", "By harm", "By reporting", "Rest")
    return Table(caption="What a difference in the label is made of", heads=heads, rows=rows)


def _of(share: float) -> str:
    return number(100 * share, fine=share < 0.1)


def _or_none(estimate: Estimate | None) -> str:
    return of_100(estimate) if estimate else NONE
