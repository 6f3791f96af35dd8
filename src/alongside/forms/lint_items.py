"""Mistakes of single items: names, words, options, units, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from alongside.forms import extensions as ext
from alongside.forms.facts import FACTS, is_fact
from alongside.forms.finding import Finding
from alongside.forms.item import CHOICES, NUMBERS, ItemType
from alongside.forms.raw import RawItem

LINK = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
HTML = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z]{2,8};|&#\d")
TYPES = ", ".join(ItemType)
LONGEST_SCALE = 20


def item_checks(raw: Sequence[RawItem]) -> Iterator[Finding]:
    """Everything that one item by itself can have wrong."""
    seen: set[str] = set()
    for one in raw:
        yield from _naming(one, seen)
        seen.add(one.link_id)
        for check in (_words, _kind, _options, _bounds, _offer):
            yield from check(one)


def _naming(one: RawItem, seen: set[str]) -> Iterator[Finding]:
    if not LINK.fullmatch(one.link_id):
        wanted = "a linkId of letters, digits, dots and dashes, at most 64"
        yield _fault("AL-F006", one, "no linkId that can be used", wanted)
    elif one.link_id in seen:
        yield _fault("AL-F005", one, "a linkId that another item has", "a linkId of its own")


def _words(one: RawItem) -> Iterator[Finding]:
    text = one.json.get("text")
    if not isinstance(text, str) or not text.strip():
        yield _fault("AL-F007", one, "no text", "the question as it is read")
    for words in _all_words(one.json):
        if HTML.search(words):
            yield _fault("AL-F016", one, "HTML in its text", "plain words")
            return


def _all_words(json: Any) -> Iterator[str]:
    yield str(json.get("text", ""))
    for option in json.get("answerOption") or () if isinstance(json, dict) else ():
        coding = option.get("valueCoding") if isinstance(option, dict) else None
        yield str((coding or {}).get("display", "")) if isinstance(coding or {}, dict) else ""


def _kind(one: RawItem) -> Iterator[Finding]:
    said = one.json.get("type")
    if said not in set(ItemType):
        yield _fault("AL-F008", one, f"the type {str(said)[:30]!r}", TYPES)
    elif said == ItemType.GROUP and not one.json.get("item"):
        yield _fault("AL-F008", one, "an empty group", "items in it")
    elif said == ItemType.QUANTITY and ext.extension_of(one.json, ext.UNIT) is None:
        yield _fault("AL-F023", one, "a quantity without a unit", "questionnaire-unit")


def _options(one: RawItem) -> Iterator[Finding]:
    if one.json.get("type") not in CHOICES:
        return
    named = one.json.get("answerValueSet")
    if isinstance(named, str):
        if not named.startswith("#"):
            yield _fault("AL-F026", one, "a value set of another place", "one that is contained")
        return
    options = one.json.get("answerOption")
    if not isinstance(options, list) or not options:
        yield _fault("AL-F014", one, "a choice without answers", "at least one answerOption")
        return
    codes = [_code(option) for option in options]
    if not all(_says(option) for option in options):
        yield _fault("AL-F015", one, "an answer without text", "a display for each answer")
    if len(set(codes)) < len(codes):
        yield _fault("AL-F015", one, "the same answer twice", "each answer once")


def _code(option: Any) -> str:
    coding = option.get("valueCoding") if isinstance(option, dict) else None
    if isinstance(coding, dict):
        return str(coding.get("code") or coding.get("display"))
    return str(option)


def _says(option: Any) -> bool:
    if not isinstance(option, dict):
        return False
    coding = option.get("valueCoding")
    if isinstance(coding, dict):
        return bool(str(coding.get("display") or "").strip())
    return any(str(option[key]).strip() for key in option if key.startswith("value"))


def _bounds(one: RawItem) -> Iterator[Finding]:
    least, most = (ext.extension_of(one.json, url) for url in (ext.LEAST, ext.MOST))
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        yield _fault("AL-F020", one, f"a least of {least} over a most of {most}", "least first")
    if ext.control_of(one.json) != "slider":
        return
    if one.json.get("type") != ItemType.INTEGER:
        yield _fault("AL-F020", one, "a scale that is no integer", "the type integer")
    elif not isinstance(least, int) or not isinstance(most, int):
        yield _fault("AL-F020", one, "a scale without ends", "minValue and maxValue")
    elif most - least > LONGEST_SCALE:
        yield _fault("AL-F020", one, f"{most - least + 1} steps", f"at most {LONGEST_SCALE + 1}")


def _offer(one: RawItem) -> Iterator[Finding]:
    fact = ext.extension_of(one.json, ext.OFFER_FROM)
    if fact is not None and not is_fact(str(fact)):
        wanted = f"{', '.join(FACTS)} or last:form.linkId"
        yield _fault("AL-F021", one, f"the fact {str(fact)[:40]!r}", wanted)
    unfit = one.json.get("type") not in NUMBERS and ext.extension_of(one.json, ext.UNIT) is not None
    if unfit:
        yield _fault("AL-F023", one, "a unit on what is no number", "a number")


def _fault(code: str, one: RawItem, seen: str, wanted: str) -> Finding:
    return Finding(code=code, link_id=one.link_id, seen=seen, wanted=wanted)
