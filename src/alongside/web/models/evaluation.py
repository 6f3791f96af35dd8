"""A card as the page shows it: sentences first, then the picture, then its numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.core import AlongsideError
from alongside.web.models.grid import Grid, grid_of

if TYPE_CHECKING:
    from alongside.risk.card import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing and what stands over it."""

    svg: SafeString
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question to the model, and its answer."""

    name: str
    title: str
    says: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    listed: str = ""  # what the lines are
    lines: tuple[str, ...] = ()
    tables: tuple[Grid, ...] = ()
    how: tuple[str, ...] = ()  # how it was reckoned: beside the numbers
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure at the head of the card."""

    name: str
    value: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that a card says."""

    newer: bool  # of rows that came after the training
    warning: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]


def evaluation_of(card_json: str) -> Evaluation | None:
    """The evaluation of a kept card; ``None`` without one, or when it cannot be read any more."""
    from alongside.risk.card import Card

    if not card_json:
        return None
    try:
        card = Card.from_json(json.loads(card_json))
    except AlongsideError:
        return None
    made = tuple(part for make in PARTS if (part := make(card)) is not None)
    return Evaluation(newer=card.newer, warning=card.label.says, facts=_facts(card), parts=made)


def _facts(card: Card) -> tuple[Fact, ...]:
    from alongside.risk.card.words import count, day, number, share_of_100

    tested = card.data.parts[-1]
    point = card.usefulness.points[card.usefulness.at]
    return (
        Fact(
            name=_("Puts the right one of two first"),
            value=_("%(n)s of 100 times") % {"n": number(100 * card.quality.auc.value, fine=False)},
            more=_("Of two, one where it happened and one where it did not. A coin: 50"),
        ),
        Fact(
            name=_("Looking at the %(n)s of 100 it puts first") % {"n": share_of_100(point.share)},
            value=_("meets %(n)s of 100") % {"n": number(100 * point.found.value, fine=False)},
            more=_("of those where it happened. By lot it would be %(n)s")
            % {"n": share_of_100(point.share)},
        ),
        Fact(
            name=_("Tested on"),
            value=f"{count(tested.rows)} {card.counts}",
            more=_("%(first)s to %(last)s. Nothing known after each day was used")
            % {"first": day(tested.from_on), "last": day(tested.until_on)},
        ),
    )


def _word(card: Card) -> Part:
    from alongside.risk.card.draw import draw_calibration
    from alongside.risk.card.tables import calibration_table

    return Part(
        name="word",
        title=_("Does it keep its word?"),
        says=(card.calibration.says, card.ranges.says),
        pictures=(_drawn(draw_calibration(card.calibration)),),
        tables=(grid_of(calibration_table(card)),),
        how=(card.calibration.by_words, _("Upright lines are 95 % ranges.")),
    )


def _use(card: Card) -> Part:
    from alongside.risk.card.draw import draw_usefulness
    from alongside.risk.card.tables import usefulness_table

    return Part(
        name="use",
        title=_("Is it of use?"),
        says=(card.usefulness.says,),
        pictures=(_drawn(draw_usefulness(card.usefulness)),),
        tables=(grid_of(usefulness_table(card)),),
        how=(card.usefulness.by_words,),
    )


def _groups(card: Card) -> Part:
    from alongside.risk.card.draw import FIGURES, draw_groups
    from alongside.risk.card.tables import groups_table

    groups = card.groups
    hidden = _("%(n)s groups of fewer than %(fewest)s people are not shown.") % {
        "n": groups.hidden,
        "fewest": groups.fewest,
    }
    return Part(
        name="groups",
        title=_("Whom does it get wrong?"),
        says=(groups.says, *groups.notes, *((hidden,) if groups.hidden else ())),
        pictures=tuple(
            _drawn(draw_groups(groups, figure), FIGURES[figure]) for figure in ("wrongly", "missed")
        ),
        listed=_("Every group that bears more error"),
        lines=tuple(one.says for one in groups.named if one.burden),
        tables=(grid_of(groups_table(groups)),),
        how=(_("The band is everybody’s range."), groups.how),
        wide=True,
    )


def _time(card: Card) -> Part:
    from alongside.risk.card.draw import draw_stability
    from alongside.risk.card.tables import stability_table

    drawn = (draw_stability(card.stability, figure) for figure in ("auc", "ratio"))
    return Part(
        name="time",
        title=_("Does it stay the same?"),
        says=(card.stability.says,),
        pictures=tuple(_drawn(svg) for svg in drawn),
        tables=(grid_of(stability_table(card)),),
        wide=True,
    )


def _proxies(card: Card) -> Part:
    from alongside.risk.card.tables import proxies_table
    from alongside.risk.card.words import spoken

    proxies = card.proxies
    return Part(
        name="proxies",
        title=_("What can it tell that it must not know?"),
        says=(proxies.says,),
        listed=_("Often stand in for a trait"),
        lines=tuple(f"{spoken(one.feature)}: {one.what}" for one in proxies.named),
        tables=(grid_of(proxies_table(card)),),
        how=(proxies.how,),
    )


def _price(card: Card) -> Part | None:
    from alongside.risk.card.tables import price_table

    table = price_table(card)
    if card.price is None or table is None:
        return None
    return Part(
        name="price",
        title=_("What does it cost that it can be read?"),
        says=(card.price.says,),
        tables=(grid_of(table),),
    )


def _truth(card: Card) -> Part | None:
    from alongside.risk.card.tables import reporting_table

    table = reporting_table(card)
    if card.truth is None or table is None:
        return None
    return Part(
        name="truth",
        title=_("What only a simulated agency can tell"),
        says=(card.truth.attained.says, card.truth.reporting.says),
        tables=(grid_of(table),),
        how=(card.truth.reporting.method,),
        wide=True,
    )


def _data(card: Card) -> Part:
    from alongside.risk.card.tables import data_table, left_out_table, quality_table
    from alongside.risk.card.words import sentence

    tables = [data_table(card), quality_table(card)]
    if card.data.left_out:
        tables.insert(1, left_out_table(card))
    return Part(
        name="data",
        title=_("What did it learn from, and when is it silent?"),
        says=(card.data.says, card.exposure.says, card.silence.says),
        lines=tuple(sentence(note) for note in card.data.notes),
        tables=tuple(grid_of(table) for table in tables),
        wide=True,
    )


PARTS = (_word, _use, _groups, _time, _proxies, _price, _truth, _data)


def _drawn(svg: str, heading: str = "") -> Picture:
    # our own drawing, whose words are escaped where they are set
    return Picture(svg=mark_safe(svg), heading=heading)  # noqa: S308
