"""A form with its answers: what is asked now, what is computed, what counts.

Everything is worked out anew from the answers, so that the order in which they were given cannot
matter. An answer to a question that is not asked any longer never counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from alongside.forms.expression import ExpressionFault, evaluate, links_of
from alongside.forms.form import Form
from alongside.forms.item import Condition, Item, ItemType, Value
from alongside.forms.places import Answers, Place, Rows, places_of
from alongside.forms.values import compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was computed, or what is missing so that it is not."""

    place: Place
    value: Value | None = None
    missing: tuple[Place, ...] = ()
    why_not: str = ""  # where nothing is missing and it still cannot be computed


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Answers on a form, evaluated on demand and each thing once."""

    form: Form
    answers: Answers
    _shown: dict[str, bool] = field(default_factory=dict, repr=False)
    _scores: dict[str, Score] = field(default_factory=dict, repr=False)
    _open: set[str] = field(default_factory=set, repr=False)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place by its key, in the order of the page."""
        return {place.key: place for place in places_of(self.form, self.answers)}

    @cached_property
    def _by_link(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self.places.values():
            found.setdefault(place.item.link_id, []).append(place)
        return found

    def shown(self) -> tuple[Place, ...]:
        """The places that are on the page now, in its order."""
        return tuple(place for place in self.places.values() if self.is_shown(place))

    def is_shown(self, place: Place) -> bool:
        """Whether the item is asked here, as the answers are."""
        key = place.key
        if key in self._open:  # a circle: the lint names it, and here nothing hangs
            return False
        if key not in self._shown:
            self._open.add(key)
            self._shown[key] = self._holder_shown(place) and self._asked(place)
            self._open.discard(key)
        return self._shown[key]

    def value(self, place: Place) -> tuple[Value, ...]:
        """The answers that count here: none where nothing is asked."""
        if not self.is_shown(place):
            return ()
        if place.item.computed:
            value = self.score(place).value
            return () if value is None else (value,)
        return tuple(one for one in self.answers.get(place.key, ()) if one != "")

    def score(self, place: Place) -> Score:
        """What is computed here."""
        key = place.key
        if key not in self._scores:
            self._scores[key] = self._score(place)
        return self._scores[key]

    def near(self, link_id: str, rows: Rows) -> list[Place]:
        """The places of a question as seen from a row: of the same row where it has one."""
        wanted = dict(rows)
        return [
            place
            for place in self._by_link.get(link_id, ())
            if all(wanted.get(group, row) == row for group, row in place.rows)
        ]

    def _holder_shown(self, place: Place) -> bool:
        above = self.form.above.get(place.item.link_id, ())
        if not above:
            return True
        holder = above[-1]
        return self.is_shown(Place(item=holder, rows=_rows_outside(place, holder)))

    def _asked(self, place: Place) -> bool:
        if not place.item.when:
            return True
        held = (self._holds(condition, place.rows) for condition in place.item.when)
        return all(held) if place.item.when_all else any(held)

    def _holds(self, condition: Condition, rows: Rows) -> bool:
        places = self.near(condition.question, rows)
        given = [value for place in places for value in self.value(place)]
        if condition.operator == "exists":
            return bool(given) is (condition.answer is True)
        item = self.form.by_link.get(condition.question)
        return item is not None and any(_compares(item, one, condition) for one in given)

    def _score(self, place: Place) -> Score:
        used = [
            one for link in links_of(place.item.expression) for one in self.near(link, place.rows)
        ]
        missing: dict[str, Place] = {}
        for one in used:
            self._find_open(one, missing, set())
        if missing:
            return Score(place=place, missing=tuple(missing.values()))
        from alongside.forms.response import response_of

        shown = {one.key for one in used if self.is_shown(one)}

        try:
            found = evaluate(place.item.expression, response_of(self, only=shown))
            return Score(place=place, value=_as_kept(place.item, found))
        except ExpressionFault as fault:
            return Score(place=place, why_not=str(fault))

    def _find_open(self, place: Place, found: dict[str, Place], seen: set[str]) -> None:
        """The answers that a place waits for: its own, or those that decide whether it is asked."""
        if place.key in seen:
            return
        seen.add(place.key)
        if self.is_shown(place):
            if _owes(place.item) and not self.value(place):
                found[place.key] = place
            return
        for item in (*self.form.above.get(place.item.link_id, ()), place.item):
            for condition in item.when:
                for one in self.near(condition.question, place.rows):
                    self._find_open(one, found, seen)


def _owes(item: Item) -> bool:
    """Whether a score waits for an answer here: many boxes may all stay empty, and that counts."""
    return item.type not in (ItemType.GROUP, ItemType.DISPLAY) and not (
        item.repeats and not item.required
    )


def _rows_outside(place: Place, holder: Item) -> Rows:
    if place.rows and place.rows[-1][0] == holder.link_id:
        return place.rows[:-1]
    return place.rows


def _compares(item: Item, given: Value, condition: Condition) -> bool:
    order = compare(item, given, condition.answer)
    if order is None:
        return False
    return {
        "=": order == 0,
        "!=": order != 0,
        ">": order > 0,
        "<": order < 0,
        ">=": order >= 0,
        "<=": order <= 0,
    }.get(condition.operator, False)


def _as_kept(item: Item, found: Any) -> Value | None:
    """A computed value as answers are kept."""
    if found is None or isinstance(found, bool):
        return found
    if isinstance(found, dict):
        return str(found.get("code") or found.get("value") or "") or None
    if item.type is ItemType.INTEGER:
        if found != int(found):
            raise ExpressionFault("it gives no whole number")
        return int(found)
    return found if isinstance(found, str) else f"{Decimal(str(found)).normalize():f}"
