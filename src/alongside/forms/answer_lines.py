"""The answers of a choice as lines, one each, with a number after a bar where one counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from alongside.forms import extensions as ext
from alongside.forms.patching import Json, extend


def option_lines(item: Mapping[str, Any]) -> list[str]:
    """The answers of an item as lines, as :class:`Change` takes them."""
    found = []
    for one in item.get("answerOption") or ():
        weight = ext.extension_of(one, *ext.WEIGHTS)
        found.append(_display(one) + (f" | {weight}" if weight is not None else ""))
    return found


def options_from(before: Sequence[Json], lines: Sequence[str]) -> list[Json]:
    """Answers by their lines: one whose words are there stays itself, one in its place is it."""
    texts = [line.rpartition("|")[0].strip() if _weight(line) else line.strip() for line in lines]
    by_text = {_display(one): one for one in before}
    made: list[Json] = []
    for number, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if not text:
            continue
        same_place = before[number] if number < len(before) else None
        renamed = same_place if same_place and _display(same_place) not in texts else None
        option = deepcopy(by_text.get(text) or renamed or {"valueCoding": {}})
        _name(option, text, made)
        _weigh(option, _weight(line))
        made.append(option)
    return made


def _name(option: Json, text: str, others: Sequence[Json]) -> None:
    coding = option.get("valueCoding")
    if not isinstance(coding, dict):
        key = next((key for key in option if key.startswith("value")), "valueString")
        option[key] = text
        return
    coding["display"] = text
    if not coding.get("code"):
        codes = {(one.get("valueCoding") or {}).get("code") for one in others}
        coding["code"] = _slug(text, codes)


def _slug(text: str, taken: set[Any]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40] or "answer"
    names = (plain, *(f"{plain}-{n}" for n in range(2, 1000)))
    return next(one for one in names if one not in taken)


def _weight(line: str) -> str:
    """The number after the last bar of a line, if there is one."""
    said = line.rpartition("|")[2].strip() if "|" in line else ""
    return said if re.fullmatch(r"-?\d+(\.\d+)?", said) else ""


def _weigh(option: Json, weight: str) -> None:
    number = (float(weight) if "." in weight else int(weight)) if weight else None
    for url in ext.WEIGHTS[1:]:
        extend(option, url, "valueDecimal", None)
    extend(option, ext.WEIGHTS[0], "valueDecimal", number)


def _display(option: Mapping[str, Any]) -> str:
    coding = option.get("valueCoding")
    if isinstance(coding, dict):
        return str(coding.get("display") or "").strip()
    return str(next((option[key] for key in option if key.startswith("value")), "")).strip()
