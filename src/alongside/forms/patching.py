"""Set or take away single parts of a form's JSON; everything beside them stays."""

from __future__ import annotations

from typing import Any

from alongside.forms import extensions as ext

Json = dict[str, Any]
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


def set_beside(item: Json, control: str, text: str) -> None:
    """Words beside an item: a display inside it, as FHIR writes help and the ends of a scale."""
    inside: list[Json] = item.get("item") or []
    there = next((one for one in inside if ext.control_of(one) == control), None)
    if there is not None and text:
        there["text"] = text
        return
    inside = [one for one in inside if one is not there]
    if text:
        made: Json = {"linkId": f"{item['linkId']}-{control}"[:64], "text": text, "type": "display"}
        coding = {"system": CONTROLS, "code": control}
        extend(made, ext.CONTROL, "valueCodeableConcept", {"coding": [coding]})
        inside.insert(0, made)
    put(item, "item", inside or None)


def extend(thing: Json, url: str, key: str, value: Any) -> None:
    """Set, change or take away one extension; the others stay in their order."""
    known: list[Json] = thing.get("extension") or []
    here = next((one for one in known if one.get("url") == url), None)
    if value is None:
        left = [one for one in known if one is not here]
        put(thing, "extension", left or None)
        return
    if here is None:
        here = {"url": url}
        thing["extension"] = [*known, here]
    for old in [one for one in here if one.startswith("value")]:
        del here[old]
    here[key] = value


def put(thing: Json, key: str, value: Any) -> None:
    """Set a part, or take it away where there is nothing to say."""
    if value in (None, ""):
        thing.pop(key, None)
    else:
        thing[key] = value
