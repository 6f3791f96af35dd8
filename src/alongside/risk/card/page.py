"""The card as one HTML file: no script, nothing fetched, made to be read, printed and kept."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from alongside.risk.card import tables
from alongside.risk.card.card import Card
from alongside.risk.card.draw import (
    FIGURES,
    draw_calibration,
    draw_groups,
    draw_stability,
    draw_usefulness,
)
from alongside.risk.card.tables import Table
from alongside.risk.card.words import count, day, number, sentence, share_of_100, spoken


def to_html(card: Card) -> str:
    """A whole page with one ``<style>`` element, light and dark, for screen and paper."""
    style = files("alongside.risk.card").joinpath("card.css").read_text(encoding="utf-8")
    body = "".join(
        (_head(card), _warning(card), _purpose(card), *(part(card) for part in _PARTS), _foot(card))
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Model card: {escape(card.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _head(card: Card) -> str:
    tested = card.data.parts[-1]
    point = card.usefulness.points[card.usefulness.at]
    facts = (
        (
            "Puts the right one first",
            f"{number(100 * card.quality.auc.value, fine=False)} of 100 times",
            "Of two, one where it happened and one where not. A coin: 50",
        ),
        (
            f"Looking at {share_of_100(point.share)} of 100",
            f"meets {number(100 * point.found.value, fine=False)} of 100",
            f"of those where it happened. By lot: {share_of_100(point.share)}",
        ),
        (
            "Tested on",
            f"{count(tested.rows)} {card.counts}",
            f"{day(tested.from_on)} to {day(tested.until_on)}",
        ),
    )
    boxes = "".join(
        f'<div class="card fact"><p>{escape(name)}</p><p class="v">{escape(value)}</p>'
        f"<p>{escape(more)}</p></div>"
        for name, value, more in facts
    )
    newer = "<p>Judged on rows that came after its training.</p>" if card.newer else ""
    return (
        f"<header><p>Model card</p><h1>{escape(card.title)}</h1>"
        f"<p>{escape(card.purpose.says)}</p>{newer}</header>\n"
        f'<div class="trio">{boxes}</div>\n'
    )


def _warning(card: Card) -> str:
    first, _, rest = card.label.says.partition(". ")
    return (
        f'<section class="note" aria-label="What it learns from"><p><strong>{escape(first)}.'
        f"</strong> {escape(rest)}</p></section>\n"
    )


def _purpose(card: Card) -> str:
    told = (
        ("It is for", card.purpose.use_for),
        ("It is not for", card.purpose.not_for),
        ("It cannot know", card.purpose.cannot_know),
    )
    boxes = "".join(_box(title, _list(lines)) for title, lines in told)
    return f'<div class="trio">{boxes}</div>\n'


def _keeps_its_word(card: Card) -> str:
    calibration = card.calibration
    return _section(
        "Does it keep its word?",
        _says(f"{calibration.says} Upright lines are 95 % ranges."),
        _beside(draw_calibration(calibration), _table(tables.calibration_table(card))),
        _says(calibration.by_words),
        _says(card.ranges.says),
    )


def _usefulness(card: Card) -> str:
    return _section(
        "Is it of use?",
        _beside(
            draw_usefulness(card.usefulness),
            _says(card.usefulness.says) + _says(card.usefulness.by_words),
        ),
        _table(tables.usefulness_table(card)),
    )


_BAND = "The band is everybody's range; groups in bold lie clear of it."


def _groups(card: Card) -> str:
    groups = card.groups
    hidden = f"{groups.hidden} groups of fewer than {groups.fewest} people are not shown. "
    burdens = [one.says for one in groups.named if one.burden]
    pictures = [
        f"<div><h3>{escape(FIGURES[figure])}</h3>{draw_groups(groups, figure)}</div>"
        for figure in ("wrongly", "missed")
    ]
    return _section(
        "Whom does it get wrong?",
        _says(groups.says),
        *(_says(note) for note in groups.notes),
        _beside(*pictures),
        _says(f"{hidden if groups.hidden else ''}{_BAND} {groups.how}"),
        f"<h3>Every group that bears more error</h3>{_list(burdens)}" if burdens else "",
        _table(tables.groups_table(groups)),
    )


def _time(card: Card) -> str:
    return _section(
        "Does it stay the same?",
        _says(card.stability.says),
        _beside(draw_stability(card.stability, "auc"), draw_stability(card.stability, "ratio")),
        _table(tables.stability_table(card)),
    )


def _proxies(card: Card) -> str:
    named = [f"{spoken(one.feature)}: {one.what}" for one in card.proxies.named]
    return _section(
        "What can it tell that it must not know?",
        _says(card.proxies.says),
        _table(tables.proxies_table(card)),
        f"<h3>Often stand in for a trait</h3>{_list(named)}" if named else "",
        _says(card.proxies.how),
    )


def _price(card: Card) -> str:
    table = tables.price_table(card)
    if card.price is None or table is None:
        return ""
    return _section("What does it cost that it can be read?", _says(card.price.says), _table(table))


def _truth(card: Card) -> str:
    table = tables.reporting_table(card)
    if card.truth is None or table is None:
        return ""
    return _section(
        "What only a simulated agency can tell",
        _says(card.truth.attained.says),
        _says(card.truth.reporting.says),
        _table(table),
        _says(card.truth.reporting.method),
    )


def _data(card: Card) -> str:
    notes = _list([sentence(note) for note in card.data.notes]) if card.data.notes else ""
    left_out = _table(tables.left_out_table(card)) if card.data.left_out else ""
    return _section(
        "What did it learn from?",
        _says(card.data.says),
        notes,
        _beside(_table(tables.data_table(card)), left_out),
        _says(f"What is counted: {card.counts} that {card.label.label}."),
        _says(f"What is meant: {card.label.stands_for}. {sentence(card.label.mismatch)}"),
        _says(card.exposure.says),
        _says(card.silence.says),
    )


def _shapes(card: Card) -> str:
    if not card.shapes:
        return ""
    table = _table(tables.shapes_table(card))
    return _section("What did people set?", _says("People who know the work set these."), table)


def _figures(card: Card) -> str:
    return _section(
        "The figures in brief", _says(card.quality.says), _table(tables.quality_table(card))
    )


_PARTS = (
    _keeps_its_word,
    _groups,
    _usefulness,
    _time,
    _proxies,
    _truth,
    _data,
    _shapes,
    _price,
    _figures,
)


def _foot(card: Card) -> str:
    pins = [("released file", card.sha256), *card.pins.items()]
    rows = "".join(
        f"<div><dt>{escape(spoken(name))}</dt><dd>{escape(value)}</dd></div>"
        for name, value in pins
    )
    return f"<footer><h2>What it is made of</h2><dl>{rows}</dl></footer>\n"


def _section(title: str, *parts: str) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in title.lower()).strip("-")
    return (
        f'<section class="card" aria-labelledby="{name}"><h2 id="{name}">{escape(title)}</h2>'
        f"{''.join(parts)}</section>\n"
    )


def _box(title: str, content: str) -> str:
    return f'<section class="card"><h2>{escape(title)}</h2>{content}</section>'


def _beside(*parts: str) -> str:
    return f'<div class="duo">{"".join(f"<div>{part}</div>" for part in parts if part)}</div>'


def _says(words: str) -> str:
    return f'<p class="says">{escape(words)}</p>'


def _list(lines: tuple[str, ...] | list[str]) -> str:
    return f'<ul class="ticks">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_kind(table, place)}>{escape(head)}</th>'
        for place, head in enumerate(table.heads)
    )
    rows = "".join(f"<tr>{_cells(row, table)}</tr>" for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _kind(table: Table, place: int) -> str:
    """Numbers stand on the right, words on the left."""
    return "" if place == 0 or place in table.words else ' class="r"'


def _cells(row: tuple[str, ...], table: Table) -> str:
    """A row that is shorter than the table ends in one wide cell: *not shown*."""
    first, columns = f'<th scope="row">{escape(row[0])}</th>', len(table.heads)
    if len(row) < columns:
        return f'{first}<td class="quiet" colspan="{columns - 1}">{escape(row[1])}</td>'
    return first + "".join(
        f"<td{_kind(table, place)}>{escape(cell)}</td>"
        for place, cell in enumerate(row[1:], start=1)
    )
