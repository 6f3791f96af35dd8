"""Mistakes in calculated answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alongside.forms.expression import ExpressionFault, check_expression, links_of
from alongside.forms.finding import Finding
from alongside.forms.form import Form
from alongside.forms.item import CHOICES, NUMBERS, WORDS, Item, ItemType

COMPUTABLE = NUMBERS | WORDS | CHOICES | {ItemType.BOOLEAN}


def scoring_checks() -> tuple[Callable[[Form], Iterator[Finding]], ...]:
    """The checks of this file."""
    return (_readable, _named, _kind)


def _computed(form: Form) -> Iterator[Item]:
    return (item for item, _ in form.walk() if item.computed)


def _readable(form: Form) -> Iterator[Finding]:
    for item in _computed(form):
        try:
            check_expression(item.expression)
        except ExpressionFault as fault:
            yield _fault("AL-F017", item, f"a calculation, but {fault}", "FHIRPath that we let in")


def _named(form: Form) -> Iterator[Finding]:
    for item in _computed(form):
        links = links_of(item.expression)
        if not links:
            wanted = "linkId = '…', so that it can be said what is missing"
            yield _fault("AL-F018", item, "a calculation that names no question", wanted)
        for link in links:
            if link not in form.by_link:
                seen = f"a calculation with {link[:64]!r}"
                yield _fault("AL-F018", item, seen, "the linkId of an item of this form")


def _kind(form: Form) -> Iterator[Finding]:
    for item in _computed(form):
        if item.type not in COMPUTABLE or item.repeats:
            seen = f"a calculation on the type {item.type}"
            yield _fault("AL-F019", item, seen, "one number, word, choice or yes and no")
        if item.required or item.initial or item.offer_from:
            seen = "a calculation that somebody should answer"
            yield _fault("AL-F019", item, seen, "neither required, initial nor offer-from")


def _fault(code: str, item: Item, seen: str, wanted: str) -> Finding:
    return Finding(code=code, link_id=item.link_id, seen=seen, wanted=wanted)
