"""Change a form's JSON in place of a person who writes no JSON.

Every function gives a new Questionnaire. Parts that it does not know (a hand-written extension, a
designNote, another language) stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from alongside.forms import extensions as ext
from alongside.forms.answer_lines import options_from
from alongside.forms.item import CHOICES, NUMBERS, ItemType
from alongside.forms.patching import CONTROLS, Json, extend, put, set_beside
from alongside.forms.raw import raw_items
from alongside.forms.reading import BESIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is said of the form as a whole."""

    title: str
    description: str = ""
    about: str = "case"
    step: str = "form_finished"
    section: str = "assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is said of one item. ``options`` are lines, with a number after ``|`` where one counts.

    ``when`` are conditions as FHIR writes them; ``scale`` asks for a row of numbers.
    """

    text: str
    type: ItemType
    required: bool = False
    repeats: bool = False
    hint: str = ""
    options: tuple[str, ...] = ()
    unit: str = ""
    least: str = ""
    most: str = ""
    scale: bool = False
    low_says: str = ""
    high_says: str = ""
    own_words: bool = False
    offer_from: str = ""
    when: tuple[Json, ...] = ()
    when_all: bool = True


def new_form(name: str, title: str) -> Json:
    """An empty form, not yet fit to be published."""
    return {
        "resourceType": "Questionnaire",
        "url": f"urn:alongside:forms:{name}",
        "version": "0",
        "name": name,
        "title": title,
        "status": "active",
        "item": [],
    }


def change_head(json: Mapping[str, Any], head: Head) -> Json:
    """The form with another title, and what it is about and finishes as."""
    made = deepcopy(dict(json))
    made["title"] = head.title
    put(made, "description", head.description)
    for url, said in (
        (ext.ABOUT, head.about),
        (ext.FINISHES_AS, head.step),
        (ext.SECTION, head.section),
    ):
        extend(made, url, "valueCode", said)
    return made


def add_item(json: Mapping[str, Any], kind: ItemType, *, inside: str = "") -> tuple[Json, str]:
    """The form with one more item at its end, or at the end of a group; and its linkId."""
    made = deepcopy(dict(json))
    link = _new_link(made)
    holder = _find(made, inside) if inside else made
    target = holder if holder is not None and (not inside or _is_group(holder)) else made
    item: Json = {"linkId": link, "text": "", "type": kind.value}
    target.setdefault("item", []).append(item)
    return made, link


def remove_item(json: Mapping[str, Any], link: str) -> Json:
    """The form without an item and what is inside it."""
    made = deepcopy(dict(json))
    if holder := _holder(made, link):
        holder["item"] = [one for one in holder["item"] if one.get("linkId") != link]
    return made


def move_item(json: Mapping[str, Any], link: str, by: int) -> Json:
    """The form with an item one further up (``-1``) or down (``1``) among those beside it."""
    made = deepcopy(dict(json))
    holder = _holder(made, link)
    if holder is None:
        return made
    items: list[Json] = holder["item"]
    seen = [n for n, one in enumerate(items) if ext.control_of(one) not in BESIDE]
    here = next(n for n in seen if items[n].get("linkId") == link)
    there = seen.index(here) + by
    if 0 <= there < len(seen):
        items[here], items[seen[there]] = items[seen[there]], items[here]
    return made


def change_item(json: Mapping[str, Any], link: str, change: Change) -> Json:
    """The form with an item as it was written anew; what the change does not know stays."""
    made = deepcopy(dict(json))
    item = _find(made, link)
    if item is None:
        return made
    item["text"], item["type"] = change.text, change.type.value
    for key, said in (("required", change.required), ("repeats", change.repeats)):
        put(item, key, said or None)
    _choices(item, change)
    _numbers(item, change)
    extend(item, ext.OWN_WORDS, "valueBoolean", change.own_words or None)
    extend(item, ext.OFFER_FROM, "valueString", change.offer_from or None)
    for control, said_beside in (
        ("help", change.hint),
        ("lower", change.low_says),
        ("upper", change.high_says),
    ):
        set_beside(item, control, said_beside)
    put(item, "enableWhen", list(change.when) or None)
    many = len(change.when) > 1
    put(item, "enableBehavior", ("all" if change.when_all else "any") if many else None)
    return made


def next_version(version: str) -> str:
    """The version after this one: the last number in it, and one more."""
    found = list(re.finditer(r"\d+", version))
    if not found:
        return f"{version}.1" if version else "1"
    last = found[-1]
    return f"{version[: last.start()]}{int(last.group()) + 1}{version[last.end() :]}"


def find_item(json: Mapping[str, Any], link: str) -> Mapping[str, Any] | None:
    """The item with a linkId."""
    return next((one.json for one in raw_items(json) if one.link_id == link), None)


def _choices(item: Json, change: Change) -> None:
    if change.type not in CHOICES:
        item.pop("answerOption", None)
        item.pop("answerValueSet", None)
    elif "answerValueSet" not in item:
        put(
            item,
            "answerOption",
            options_from(item.get("answerOption") or [], change.options) or None,
        )


def _numbers(item: Json, change: Change) -> None:
    number = change.type in NUMBERS
    whole = change.type is ItemType.INTEGER
    for url, said in ((ext.LEAST, change.least), (ext.MOST, change.most)):
        key = "valueInteger" if whole else "valueDecimal"
        extend(item, url, key, _number(said, whole=whole) if number else None)
    coding = {"code": change.unit, "display": change.unit} if change.unit and number else None
    before = ext.extension_of(item, ext.UNIT)
    if not (coding and isinstance(before, dict) and change.unit in before.values()):
        extend(item, ext.UNIT, "valueCoding", coding)
    slider = {"coding": [{"system": CONTROLS, "code": "slider"}]}
    if (ext.control_of(item) == "slider") is not (change.scale and whole):
        extend(
            item, ext.CONTROL, "valueCodeableConcept", slider if change.scale and whole else None
        )


def _number(text: str, *, whole: bool) -> int | float | None:
    try:
        return int(text) if whole else float(text)
    except ValueError:
        return None


def _find(json: Json, link: str) -> Json | None:
    found = find_item(json, link)
    return found if isinstance(found, dict) else None


def _holder(json: Json, link: str) -> Json | None:
    for one in (json, *(raw.json for raw in raw_items(json))):
        if any(
            isinstance(child, dict) and child.get("linkId") == link
            for child in one.get("item") or ()
        ):
            return one if isinstance(one, dict) else None
    return None


def _is_group(item: Mapping[str, Any]) -> bool:
    return item.get("type") == ItemType.GROUP


def _new_link(json: Json) -> str:
    taken = {one.link_id for one in raw_items(json)}
    return next(one for one in (f"q{n}" for n in range(1, 100_000)) if one not in taken)
