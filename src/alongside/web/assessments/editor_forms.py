"""What an editor sends for a form's head and for one item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from alongside.forms import SECTIONS, STEPS, Form, ItemType
from alongside.forms.editing import Change, Head
from alongside.web.assessments.conditions import conditions_from, questions_for

LONGEST = 2000


def read_head(post: QueryDict) -> Head:
    """The form's head; what is none of the choices is the first of them."""
    return Head(
        title=_text(post, "title")[:200],
        description=_text(post, "description"),
        about=_one_of(post, "about", ("case", "person")),
        step=_one_of(post, "step", STEPS),
        section=_one_of(post, "section", SECTIONS),
    )


def read_change(post: QueryDict, form: Form, raw: Mapping[str, Any]) -> Change:
    """One item's fields. What this page has no field for stays as it is in the file."""
    item = form.by_link[str(raw["linkId"])]
    kind = _text(post, "type")
    pairs = list(zip(post.getlist("when"), post.getlist("number"), strict=False))
    before = raw.get("enableWhen") or ()
    return Change(
        text=_text(post, "text"),
        type=ItemType(kind) if kind in set(ItemType) else item.type,
        required="required" in post,
        repeats="repeats" in post,
        hint=_text(post, "hint"),
        options=tuple(
            line for line in post.get("options", "")[:20_000].splitlines() if line.strip()
        ),
        unit=_text(post, "unit")[:40],
        least=_text(post, "least"),
        most=_text(post, "most"),
        scale="scale" in post,
        low_says=_text(post, "low"),
        high_says=_text(post, "high"),
        own_words="own_words" in post,
        offer_from=_text(post, "offer_from"),
        when=conditions_from(pairs, before, questions_for(form, item)),
        when_all=post.get("behaviour", "all") == "all",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text[:20_000].splitlines() if line.strip())


def _text(post: QueryDict, key: str) -> str:
    return " ".join(post.get(key, "").split())[:LONGEST]


def _one_of(post: QueryDict, key: str, choices: tuple[str, ...]) -> str:
    said = post.get(key, "")
    return said if said in choices else choices[0]
