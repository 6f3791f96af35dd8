"""The page of a form as a tree of fields, each with all that its template says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from alongside.forms import Item, ItemType, Place, Score, Sheet, Value
from alongside.forms.item import CHOICES
from alongside.forms.places import Rows, repeats_as_group, rows_of
from alongside.web.assessments.offering import Offer
from alongside.web.assessments.saving import Conflict
from alongside.web.assessments.saying import local_text, words_of
from alongside.web.assessments.typed import OTHER
from alongside.web.people.words import DateWords

MANY = 12  # options from which on a list is opened instead of shown
SHORT = 40  # letters of all answers that still fit into one line
_DOM = {".": "_d", "_": "_u", "#": "_r", "/": "_s"}


def dom_id(key: str) -> str:
    """A place's id on the page; every key has its own."""
    return "q-" + "".join(_DOM.get(sign, sign) for sign in key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One answer to choose."""

    value: str
    says: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A place of the page: its words, its control, and what stands inside it."""

    place: Place
    shown: bool
    children: tuple[Node, ...] = ()
    rows: tuple[tuple[Node, ...], ...] = ()  # of a repeated group
    picks: tuple[Pick, ...] = ()
    text: str = ""  # what the control holds
    other: str = ""  # one's own words beside the answers of an open choice
    says: str = ""  # the answer in words, to read
    offer: Offer | None = None
    fault: str = ""
    conflict: Conflict | None = None
    theirs: str = ""  # what a colleague wrote here meanwhile, in words
    mine: str = ""  # what was typed here against it
    score: Score | None = None
    waits_for: tuple[str, ...] = ()
    revision: int = 0

    @property
    def item(self) -> Item:
        """The item at this place."""
        return self.place.item

    @property
    def id(self) -> str:
        """Its id on the page."""
        return dom_id(self.place.key)

    @property
    def control(self) -> str:
        """Which control asks it: a name of the field template."""
        item = self.item
        if item.type is ItemType.BOOLEAN or item.scale:
            return "row"
        if item.options:
            if item.repeats:
                return "boxes"
            if item.type is ItemType.CHOICE and sum(len(one.says) for one in item.options) < SHORT:
                return "row"
            return "list" if len(item.options) > MANY else "picks"
        if item.type is ItemType.TEXT or item.repeats:
            return "text"
        return "line"

    @property
    def input_type(self) -> str:
        """The browser's own control for days and times."""
        kinds = {
            ItemType.DATE: "date",
            ItemType.DATE_TIME: "datetime-local",
            ItemType.TIME: "time",
        }
        return kinds.get(self.item.type, "text")

    def walk(self) -> Iterator[Node]:
        """This place and everything inside it."""
        yield self
        for one in (*self.children, *(node for row in self.rows for node in row)):
            yield from one.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is said at single places, by key."""

    offers: Mapping[str, Offer] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    typed: Mapping[str, list[str]] = field(default_factory=dict)  # where it could not be kept
    revisions: Mapping[str, int] = field(default_factory=dict)  # as the page had seen them
    revision: int = 0


def tree_of(sheet: Sheet, beside: Beside, say: DateWords) -> tuple[Node, ...]:
    """The whole page, also what is not asked now, in its order."""
    return tuple(_node(item, (), sheet, beside, say) for item in sheet.form.items)


def _node(item: Item, rows: Rows, sheet: Sheet, beside: Beside, say: DateWords) -> Node:
    place = Place(item=item, rows=rows)
    shown = sheet.is_shown(place)
    made = Node(place=place, shown=shown)
    if not shown:
        return made
    if repeats_as_group(item):
        numbers = range(rows_of(item, rows, sheet.answers))
        each = (((item.link_id, number),) for number in numbers)
        inside = tuple(
            tuple(_node(one, (*rows, *row), sheet, beside, say) for one in item.items)
            for row in each
        )
        return replace(made, rows=inside)
    made = replace(made, children=tuple(_node(one, rows, sheet, beside, say) for one in item.items))
    if item.computed:
        return _computed(made, sheet, say)
    return _asked(made, sheet, beside, say) if item.asked else made


def _computed(node: Node, sheet: Sheet, say: DateWords) -> Node:
    score = sheet.score(node.place)
    values = () if score.value is None else (score.value,)
    waits = tuple(sheet.form.says(one.item) for one in score.missing)
    return replace(node, score=score, says=words_of(node.item, values, say), waits_for=waits)


def _asked(node: Node, sheet: Sheet, beside: Beside, say: DateWords) -> Node:
    key, item = node.place.key, node.item
    values = sheet.value(node.place)
    texts = beside.typed.get(key, [str(_local_value(item, one, say)) for one in values])
    offer, conflict = beside.offers.get(key), beside.conflicts.get(key)
    if conflict is not None:
        theirs, mine = (words_of(item, one, say) for one in (conflict.theirs, conflict.mine))
        node = replace(node, conflict=conflict, theirs=theirs, mine=mine)
    return replace(
        node,
        text="\n".join(texts) if item.repeats else (texts[0] if texts else ""),
        picks=_picks(item, texts),
        other=_other(item, texts),
        says=words_of(item, values, say),
        offer=offer if offer and offer.values != values else None,
        fault=beside.faults.get(key, ""),
        revision=beside.revisions.get(key, beside.revision),
    )


def _picks(item: Item, texts: list[str]) -> tuple[Pick, ...]:
    said = {one.lower() if item.type is ItemType.BOOLEAN else one for one in texts}
    pairs = [(one.code, one.says) for one in item.options]
    if item.type is ItemType.BOOLEAN:
        pairs = [("true", _("Yes")), ("false", _("No"))]
    elif item.scale and item.least is not None and item.most is not None:
        pairs = [(str(n), str(n)) for n in range(int(item.least), int(item.most) + 1)]
    found = [Pick(value=code, says=says, chosen=code in said) for code, says in pairs]
    if item.type is ItemType.OPEN_CHOICE:
        own = bool(_other(item, texts))
        found.append(Pick(value=OTHER, says=_("Something else"), chosen=own))
    return tuple(found)


def _other(item: Item, texts: list[str]) -> str:
    if item.type is not ItemType.OPEN_CHOICE:
        return ""
    codes = {one.code for one in item.options}
    return "; ".join(one for one in texts if one not in codes)


def _local_value(item: Item, value: Value, say: DateWords) -> Any:
    if isinstance(value, bool) or item.type in CHOICES:
        return str(value).lower() if isinstance(value, bool) else value
    return local_text(str(value), say.zone) if item.type is ItemType.DATE_TIME else value
