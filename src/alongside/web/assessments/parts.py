"""What a save changes on the page that is open: only that is sent, so that nobody's typing is lost.

A field keeps what stands in it. Swapped are the line that says when it was saved, places that are
asked now or not any longer, what is computed, and what a colleague wrote against it.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.web.assessments.nodes import Node
from alongside.web.assessments.page import fill_page
from alongside.web.assessments.saving import Saved
from alongside.web.assessments.typed import Typed
from alongside.web.cases.opening import OpenedCase


def swapped_parts(
    request: HttpRequest,
    opened: OpenedCase,
    typed: Typed,
    saved: Saved,
    shown: frozenset[str],
) -> str:
    """The parts to swap; ``shown`` are the places that the page has."""
    page = fill_page(opened, saved.row, typed=typed, saved=saved)
    fields = [one for node in page["nodes"] for one in _fields(node, typed, shown, saved.changed)]
    swaps = [one for node in page["nodes"] for one in _swaps(node, shown)]
    page |= {"fields": fields, "swaps": swaps, "changed": saved.changed, "newer": saved.newer}
    page["unkept"] = len(typed.faults) + len(saved.conflicts)
    return render_to_string("assessments/saved.html", page, request=request)


def _swaps(node: Node, shown: frozenset[str]) -> list[Node]:
    """The outermost places that come or go, and what is computed."""
    had = node.place.key in shown
    if had != node.shown or (node.shown and node.item.computed):
        return [node]
    inside = (*node.children, *(one for row in node.rows for one in row))
    return [one for child in inside for one in _swaps(child, shown)]


def _fields(node: Node, typed: Typed, shown: frozenset[str], changed: frozenset[str]) -> list[Node]:
    """The fields that were sent and stay: what is said beside each may have changed."""
    if node.place.key not in shown or not node.shown:
        return []
    told = node.place.key in changed or _says_something(node, typed)
    own = [node] if told and node.place.key in typed.as_typed else []
    inside = (*node.children, *(one for row in node.rows for one in row))
    return own + [one for child in inside for one in _fields(child, typed, shown, changed)]


def _says_something(node: Node, typed: Typed) -> bool:
    """Whether beside this field something may be new: an empty one keeps that it owes an answer."""
    key = node.place.key
    return bool(typed.as_typed.get(key) or node.fault or node.conflict)
