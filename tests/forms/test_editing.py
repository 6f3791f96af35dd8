"""Changing a form by its fields leaves everything that a person wrote by hand."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from alongside.forms import form_from, lint_form, read_json, shipped_forms
from alongside.forms.answer_lines import option_lines
from alongside.forms.editing import (
    Change,
    Head,
    add_item,
    change_head,
    change_item,
    find_item,
    move_item,
    new_form,
    next_version,
    remove_item,
)
from alongside.forms.item import ItemType
from tests.forms.writing import ask, choose, form_json, yes

HAND = {"url": "http://example.org/colour", "valueString": "blue"}


def links(json: dict[str, Any]) -> list[str]:
    return [item.link_id for item, _ in form_from(json).walk()]


def test_a_new_form_is_written_from_nothing_and_passes_the_lint() -> None:
    form = new_form("visit", "Visit")
    form, first = add_item(form, ItemType.STRING)
    form, group = add_item(form, ItemType.GROUP)
    form, inside = add_item(form, ItemType.CHOICE, inside=group)
    form = change_item(form, first, Change(text="Who?", type=ItemType.STRING))
    form = change_item(form, group, Change(text="How", type=ItemType.GROUP))
    answers = ("Well | 2", "Badly | 0")
    form = change_item(form, inside, Change(text="How?", type=ItemType.CHOICE, options=answers))
    assert lint_form(form) == []
    assert links(form) == [first, group, inside]
    assert [option.weight for option in form_from(form).by_link[inside].options] == [2, 0]


def test_what_the_editor_does_not_know_stays() -> None:
    item = choose("a", "x", "y", extension=[HAND], designNote="by hand")
    item["answerOption"][0]["valueCoding"]["system"] = "urn:mine"
    form = form_json(item, publisher="Northmere", item_note=None)
    before = deepcopy(form)
    change = Change(text="Anew", type=ItemType.CHOICE, options=("x", "z"), hint="Help")
    made = change_item(form, "a", change)
    assert form == before
    changed = find_item(made, "a")
    assert changed is not None
    assert changed["extension"] == [HAND]
    assert (changed["designNote"], made["publisher"]) == ("by hand", "Northmere")
    first, second = (one["valueCoding"] for one in changed["answerOption"])
    assert first == {"code": "x", "display": "x", "system": "urn:mine"}
    assert second == {"code": "y", "display": "z"}  # renamed in its place: what is kept stays


def test_answers_that_are_moved_keep_their_codes() -> None:
    form = form_json(choose("a", "x", "y", "z"))
    made = change_item(form, "a", Change(text="?", type=ItemType.CHOICE, options=("z", "x", "new")))
    item = find_item(made, "a")
    assert item is not None
    assert [one["valueCoding"]["code"] for one in item["answerOption"]] == ["z", "x", "new"]


@pytest.mark.parametrize("name", sorted(shipped_forms()))
def test_saying_an_item_again_as_it_is_changes_nothing(name: str) -> None:
    json, _ = read_json(shipped_forms()[name])
    for item, _above in form_from(json).walk():
        raw = find_item(json, item.link_id)
        assert raw is not None
        change = Change(
            text=item.text, type=item.type, required=item.required, repeats=item.repeats,
            hint=item.hint, options=tuple(option_lines(raw)), unit=item.unit,
            least="" if item.least is None else str(item.least),
            most="" if item.most is None else str(item.most),
            scale=item.scale, low_says=item.low_says, high_says=item.high_says,
            own_words=item.own_words, offer_from=item.offer_from,
            when=tuple(raw.get("enableWhen", ())), when_all=item.when_all,
        )  # fmt: skip
        assert change_item(json, item.link_id, change) == json


def test_items_move_among_those_beside_them_and_no_further() -> None:
    form = form_json(ask("a"), ask("g", "group", item=[ask("b"), ask("c")]), ask("d"))
    assert links(move_item(form, "c", -1)) == ["a", "g", "c", "b", "d"]
    assert links(move_item(form, "a", -1)) == links(form)
    assert links(move_item(form, "d", -1)) == ["a", "d", "g", "b", "c"]
    assert links(move_item(form, "nobody", 1)) == links(form)


def test_taking_an_item_away_takes_what_is_inside_and_the_lint_says_who_waited_for_it() -> None:
    form = form_json(ask("g", "group", item=[ask("a", "boolean")]), ask("b", enableWhen=yes("a")))
    made = remove_item(form, "g")
    assert links(made) == ["b"]
    assert [one.code for one in lint_form(made)] == ["AL-F009"]


def test_the_head_is_written_anew() -> None:
    form = change_head(
        form_json(ask("a"), extension=[HAND]),
        Head(title="Anew", about="person", step="form_finished"),
    )
    read = form_from(form)
    assert (read.title, read.about) == ("Anew", "person")
    assert HAND in form["extension"]


@pytest.mark.parametrize(
    ("version", "then"),
    [("1", "2"), ("0", "1"), ("1.9", "1.10"), ("2024-a", "2025-a"), ("", "1"), ("a", "a.1")],
)
def test_versions_count_on(version: str, then: str) -> None:
    assert next_version(version) == then
