"""Read the JSON of a form as far as it goes; what is wrong with it is for the lint to say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from alongside.forms import extensions as ext
from alongside.forms.form import Form
from alongside.forms.item import CHOICES, Condition, Item, ItemType, Option, Value

Json = Mapping[str, Any]
BESIDE = frozenset({"help", "lower", "upper"})  # displays that belong to the item above


def form_from(json: Json, *, name: str = "") -> Form:
    """The form of a Questionnaire. Parts that cannot be read are left out."""
    sets = _value_sets(json)
    said = {
        "about": ext.extension_of(json, ext.ABOUT),
        "step": ext.extension_of(json, ext.FINISHES_AS),
        "section": ext.extension_of(json, ext.SECTION),
    }
    return Form(
        name=name or _text(json.get("name")),
        title=_text(json.get("title")),
        version=_text(json.get("version")),
        url=_text(json.get("url")),
        description=_text(json.get("description")),
        items=_items(json, sets),
        **{key: str(value) for key, value in said.items() if value},
    )


def items_of(json: Json) -> list[Json]:
    """The items directly inside a Questionnaire or an item, without the words beside it."""
    return [one for one in _list(json.get("item")) if ext.control_of(one) not in BESIDE]


def _items(json: Json, sets: Mapping[str, tuple[Option, ...]]) -> tuple[Item, ...]:
    made = (_item(one, sets) for one in items_of(json))
    return tuple(item for item in made if item is not None)


def _item(json: Json, sets: Mapping[str, tuple[Option, ...]]) -> Item | None:
    try:
        kind = ItemType(json.get("type", ""))
    except ValueError:
        return None
    beside = {ext.control_of(one): _text(one.get("text")) for one in _list(json.get("item"))}
    longest = json.get("maxLength")
    return Item(
        link_id=_text(json.get("linkId")),
        type=kind,
        text=_text(json.get("text")),
        items=_items(json, sets),
        required=json.get("required") is True,
        repeats=json.get("repeats") is True,
        options=_options(json, sets),
        when=tuple(_condition(one) for one in _list(json.get("enableWhen"))),
        when_all=json.get("enableBehavior", "all") == "all",
        initial=tuple(value for one in _list(json.get("initial")) for value in [value_in(one)]),
        unit=_unit(json),
        least=_decimal(ext.extension_of(json, ext.LEAST)),
        most=_decimal(ext.extension_of(json, ext.MOST)),
        scale=ext.control_of(json) == "slider",
        longest=longest if isinstance(longest, int) else None,
        hint=beside.get("help", ""),
        low_says=beside.get("lower", ""),
        high_says=beside.get("upper", ""),
        expression=expression_of(json),
        offer_from=_text(ext.extension_of(json, ext.OFFER_FROM)),
        own_words=ext.extension_of(json, ext.OWN_WORDS) is True,
        headline=ext.extension_of(json, ext.HEADLINE) is True,
    )


def expression_of(json: Json) -> str:
    """The FHIRPath that computes an item's answer."""
    said = ext.extension_of(json, ext.CALCULATED)
    return _text(said.get("expression")) if isinstance(said, dict) else ""


def value_in(json: Json, prefix: str = "value") -> Value:
    """The value of an element such as ``valueInteger``, as answers are kept."""
    said = next((json[key] for key in json if key.startswith(prefix)), "")
    if isinstance(said, dict):  # a coding, or a quantity
        return _text(said.get("code") or said.get("value") or said.get("display"))
    if isinstance(said, bool | int):
        return said
    return _text(said)


def _condition(json: Json) -> Condition:
    operator = _text(json.get("operator"))
    return Condition(
        question=_text(json.get("question")), operator=operator, answer=value_in(json, "answer")
    )


def _options(json: Json, sets: Mapping[str, tuple[Option, ...]]) -> tuple[Option, ...]:
    if json.get("type") not in CHOICES:
        return ()
    named = _text(json.get("answerValueSet")).removeprefix("#")
    if named:
        return sets.get(named, ())
    return tuple(_option(one) for one in _list(json.get("answerOption")))


def _option(json: Json) -> Option:
    key = next((key for key in json if key.startswith("value")), "valueString")
    said = json.get(key)
    coding = said if isinstance(said, dict) else {"code": said, "display": said}
    return _coded(coding, kind=key, beside=json)


def _coded(coding: Json, *, kind: str = "valueCoding", beside: Json | None = None) -> Option:
    weight = ext.extension_of(beside or {}, *ext.WEIGHTS)
    if weight is None:
        weight = ext.extension_of(coding, *ext.WEIGHTS)
    return Option(
        code=_text(coding.get("code") or coding.get("display")),
        says=_text(coding.get("display")),
        weight=_decimal(weight),
        system=_text(coding.get("system")),
        kind=kind,
    )


def _value_sets(json: Json) -> dict[str, tuple[Option, ...]]:
    """Value sets that the file holds itself; it is not looked up anywhere else."""
    found = {}
    for one in _list(json.get("contained")):
        if one.get("resourceType") == "ValueSet":
            found[_text(one.get("id"))] = tuple(_concepts(one))
    return found


def _concepts(json: Json) -> list[Option]:
    expanded = _list((json.get("expansion") or {}).get("contains"))
    composed = [
        {"system": include.get("system"), **concept}
        for include in _list((json.get("compose") or {}).get("include"))
        for concept in _list(include.get("concept"))
    ]
    return [_coded(one) for one in expanded or composed]


def _unit(json: Json) -> str:
    coding = ext.extension_of(json, ext.UNIT)
    return _text(coding.get("display") or coding.get("code")) if isinstance(coding, dict) else ""


def _decimal(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool | dict | list):
        return None
    try:
        made = Decimal(str(value))
    except InvalidOperation:
        return None
    return made if made.is_finite() else None


def _list(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()
