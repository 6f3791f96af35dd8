"""What to ask of a form and its answers: what is shown, what is wrong, what is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.forms.form import Form
from alongside.forms.item import Item, ItemType, Value
from alongside.forms.places import MOST_ROWS, Answers, Place, repeats_as_group, rows_of
from alongside.forms.sheet import Score, Sheet
from alongside.forms.values import fault_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a form cannot be finished yet: at which place, in a sentence."""

    place: Place
    says: str


def shown(form: Form, answers: Answers) -> tuple[Place, ...]:
    """The places that are on the page, in its order."""
    return Sheet(form=form, answers=answers).shown()


def scores(form: Form, answers: Answers) -> tuple[Score, ...]:
    """Everything that is computed and shown; what lacks an answer says which instead of a value."""
    sheet = Sheet(form=form, answers=answers)
    return tuple(sheet.score(place) for place in sheet.shown() if place.item.computed)


def problems(form: Form, answers: Answers) -> tuple[Problem, ...]:
    """What must be answered or mended before the form can be finished, in the order of the page."""
    sheet = Sheet(form=form, answers=answers)
    return tuple(problem for place in sheet.shown() for problem in _problems(sheet, place))


def tidy(form: Form, answers: Mapping[str, object]) -> dict[str, tuple[Value, ...]]:
    """The answers that count: nothing hidden, empty, computed or unknown. Tidying twice is once."""
    kept = {key: _values(value) for key, value in answers.items()}
    sheet = Sheet(form=form, answers=kept)
    found: dict[str, tuple[Value, ...]] = {}
    for place in sheet.shown():
        if repeats_as_group(place.item):
            rows = rows_of(place.item, place.rows, kept)
            found |= {place.key: (rows,)} if rows > 1 else {}
        elif place.item.asked and (values := sheet.value(place)):
            found[place.key] = values
    return found


def _values(value: object) -> tuple[Value, ...]:
    many = value if isinstance(value, list | tuple) else (value,)
    return tuple(one for one in many if isinstance(one, str | int | bool) and one != "")


def _problems(sheet: Sheet, place: Place) -> list[Problem]:
    item = place.item
    if not item.asked:
        return _too_many_rows(sheet, place)
    values = sheet.value(place)
    if not values:
        return [Problem(place=place, says=_owed(item))] if item.required else []
    if len(values) > 1 and not item.repeats:
        return [Problem(place=place, says="Give one answer")]
    faults = dict.fromkeys(fault for value in values if (fault := fault_of(item, value)))
    return [Problem(place=place, says=fault) for fault in faults]


def _too_many_rows(sheet: Sheet, place: Place) -> list[Problem]:
    if not repeats_as_group(place.item):
        return []
    said = sheet.answers.get(place.key, ())
    over = said and isinstance(said[0], int) and said[0] > MOST_ROWS
    return [Problem(place=place, says=f"At most {MOST_ROWS} can be written")] if over else []


def _owed(item: Item) -> str:
    chosen = item.options or item.scale or item.type is ItemType.BOOLEAN
    return "Choose an answer" if chosen else "Write an answer"
