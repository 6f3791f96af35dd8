"""What a browser sent for the fields of a form, place by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.http import QueryDict

from alongside.forms import Form, Item, Place, Value, fault_of, read_value
from alongside.forms.item import ItemType
from alongside.forms.places import places_of
from alongside.web.assessments.models import FilledRow

OTHER = "__other__"  # the option of an open choice that means: in one's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed: the answers that can be kept, and what is wrong with the others."""

    answers: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    as_typed: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


def read_typed(form: Form, filled: FilledRow, post: QueryDict, *, zone: ZoneInfo) -> Typed:
    """The fields that the page had, named in ``f``; a box that is missing was emptied."""
    typed = Typed()
    answers = {key: tuple(values) for key, values in filled.answers.items()}
    places = {place.key: place for place in places_of(form, answers)}
    for key in post.getlist("f"):
        place = places.get(key)
        if place is None or not place.item.asked:
            continue
        texts = _texts(place, post)
        typed.as_typed[key] = texts
        typed.seen[key] = _revision(post, key, filled.revision)
        try:
            typed.answers[key] = _values(place.item, texts, zone)
        except ValueError as error:
            typed.faults[key] = str(error)
    return typed


def _texts(place: Place, post: QueryDict) -> list[str]:
    # a browser ends lines as the network does; what is kept ends them as everybody else
    texts = [one.replace("\r\n", "\n") for one in post.getlist(f"a:{place.key}")]
    if place.item.type is ItemType.OPEN_CHOICE:
        own = post.get(f"o:{place.key}", "")
        texts = [one for one in texts if one != OTHER] + ([own] if own.strip() else [])
    elif place.item.repeats and not place.item.options:
        texts = [line for text in texts for line in text.splitlines()]
    return [one for one in texts if one.strip()]


def _values(item: Item, texts: list[str], zone: ZoneInfo) -> tuple[Value, ...]:
    """The answers to keep. A wrong one is not kept, whatever else was right."""
    read = [read_value(item, text, zone=zone) for text in texts]
    values = tuple(value for value in read if value is not None)
    for value in values:
        if fault := fault_of(item, value):
            raise ValueError(fault)
    return values


def _revision(post: Mapping[str, str], key: str, newest: int) -> int:
    said = post.get(f"r:{key}") or post.get("revision") or ""
    return min(int(said), newest) if said.isascii() and said.isdigit() and len(said) < 9 else 0
