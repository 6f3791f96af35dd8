"""Answers as a FHIR QuestionnaireResponse R4, and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from alongside.forms.extensions import WEIGHTS
from alongside.forms.item import CHOICES, Item, ItemType, Value
from alongside.forms.places import Answers, Place, Rows, key_of, repeats_as_group, rows_of

if TYPE_CHECKING:
    from alongside.forms.form import Form
    from alongside.forms.sheet import Sheet

_ELEMENT = {
    ItemType.BOOLEAN: "valueBoolean",
    ItemType.INTEGER: "valueInteger",
    ItemType.DECIMAL: "valueDecimal",
    ItemType.DATE: "valueDate",
    ItemType.DATE_TIME: "valueDateTime",
    ItemType.TIME: "valueTime",
}


def to_response(
    form: Form,
    answers: Answers,
    *,
    finished: bool = True,
    amended: bool = False,
    authored_at: datetime | None = None,
) -> dict[str, Any]:
    """The response that other systems read: what is asked, with the answers that count."""
    from alongside.forms.sheet import Sheet

    state = "amended" if amended else "completed" if finished else "in-progress"
    made = response_of(Sheet(form=form, answers=answers)) | {
        "questionnaire": f"{form.url}|{form.version}",
        "status": state,
    }
    return made | ({"authored": authored_at.isoformat()} if authored_at else {})


def response_of(sheet: Sheet, *, only: Collection[str] | None = None) -> dict[str, Any]:
    """The items of a response. With ``only``, the answers of these places and no others."""
    items = _items(sheet, sheet.form.items, (), only)
    return {"resourceType": "QuestionnaireResponse", **({"item": items} if items else {})}


def from_response(form: Form, response: Mapping[str, Any]) -> dict[str, tuple[Value, ...]]:
    """The answers of a response to this form; items that the form does not know are left out."""
    found: dict[str, tuple[Value, ...]] = {}
    _read(form.items, response.get("item", ()), (), found)
    return found


def _items(
    sheet: Sheet, items: tuple[Item, ...], rows: Rows, only: Collection[str] | None
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in items:
        if not repeats_as_group(item):
            found += _one(sheet, item, rows, rows, only)
            continue
        for row in range(rows_of(item, rows, sheet.answers)):
            found += _one(sheet, item, rows, (*rows, (item.link_id, row)), only)
    return found


def _one(
    sheet: Sheet, item: Item, rows: Rows, inside: Rows, only: Collection[str] | None
) -> list[dict[str, Any]]:
    place = Place(item=item, rows=rows)
    if item.type is ItemType.DISPLAY or (only is None and not sheet.is_shown(place)):
        return []
    children = _items(sheet, item.items, inside, only)
    made: dict[str, Any] = {"linkId": item.link_id}
    if only is None and item.text:
        made["text"] = item.text
    if item.type is ItemType.GROUP:
        return [made | ({"item": children} if children else {})] if children or only is None else []
    values = sheet.value(place) if only is None or place.key in only else ()
    answers = [_answer(item, value) for value in values]
    if answers and children:  # in FHIR, what hangs on a question is inside its answer
        answers[0]["item"] = children
    elif children:
        made["item"] = children
    return [made | ({"answer": answers} if answers else {})] if answers or children else []


def _answer(item: Item, value: Value) -> dict[str, Any]:
    if item.type is ItemType.QUANTITY:
        return {"valueQuantity": {"value": _number(value), "unit": item.unit}}
    if item.type in CHOICES:
        return _chosen(item, value)
    if item.type is ItemType.DECIMAL:
        return {"valueDecimal": _number(value)}
    return {_ELEMENT.get(item.type, "valueString"): value}


def _chosen(item: Item, value: Value) -> dict[str, Any]:
    option = next((one for one in item.options if one.code == value), None)
    if option is None:  # an answer of one's own
        return {"valueString": value}
    if option.kind == "valueInteger":
        return {"valueInteger": int(option.code)}
    if option.kind != "valueCoding":
        return {option.kind: option.code}
    coding: dict[str, Any] = {"code": option.code, "display": option.says}
    if option.system:
        coding["system"] = option.system
    if option.weight is not None:
        coding["extension"] = [{"url": WEIGHTS[0], "valueDecimal": float(option.weight)}]
    return {"valueCoding": coding}


def _number(value: Value) -> int | float:
    number = Decimal(str(value))
    return int(number) if number == int(number) else float(number)


def _read(
    items: tuple[Item, ...], given: Any, rows: Rows, found: dict[str, tuple[Value, ...]]
) -> None:
    by_link = {item.link_id: item for item in items}
    seen: dict[str, int] = {}
    for one in given if isinstance(given, list) else ():
        item = by_link.get(str(one.get("linkId")))
        if item is None or item.computed:
            continue
        row = seen[item.link_id] = seen.get(item.link_id, -1) + 1
        inside = (*rows, (item.link_id, row)) if repeats_as_group(item) else rows
        _read_one(item, one, rows, inside, found)
        if repeats_as_group(item) and row:
            found[key_of(item.link_id, rows)] = (row + 1,)


def _read_one(
    item: Item,
    given: Mapping[str, Any],
    rows: Rows,
    inside: Rows,
    found: dict[str, tuple[Value, ...]],
) -> None:
    answers = given.get("answer", ())
    values = tuple(_kept(item, one) for one in answers)
    if values and item.type is not ItemType.GROUP:
        found[key_of(item.link_id, rows)] = values
    _read(item.items, given.get("item", ()), inside, found)
    for one in answers:
        _read(item.items, one.get("item", ()), inside, found)


def _kept(item: Item, answer: Mapping[str, Any]) -> Value:
    said = next((answer[key] for key in answer if key.startswith("value")), "")
    if isinstance(said, dict):
        said = said.get("code") if item.type in CHOICES else said.get("value", "")
    if item.type in CHOICES or item.type in (ItemType.DECIMAL, ItemType.QUANTITY):
        return str(said)
    return said if isinstance(said, bool | int) else str(said)
