"""Each mistake of a form has its code, and a sound form has none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from alongside.forms import FormMistakes, lint_bytes, lint_form, read_form, shipped_forms
from alongside.forms.extensions import FINISHES_AS, HL7, LEAST, MOST, OFFER_FROM
from tests.forms.writing import ask, choose, computed, form_json, scale, when, yes

SUM = "item.where(linkId = 'a').answer.value.sum()"
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("AL-F003", {"resourceType": "Patient"}),
    ("AL-F003", form_json(ask("a"), status="nobody knows", nonsense=1)),
    ("AL-F004", form_json(ask("a"), version="")),
    ("AL-F004", form_json(ask("a"), title=None)),
    ("AL-F005", form_json(ask("a"), ask("a"))),
    ("AL-F006", form_json(ask("a b"))),
    ("AL-F007", form_json(ask("a", text="  "))),
    ("AL-F007", form_json()),
    ("AL-F008", form_json(ask("a", "attachment"))),
    ("AL-F008", form_json(ask("a", "group"))),
    ("AL-F009", form_json(ask("a", enableWhen=yes("nobody")))),
    ("AL-F010", form_json(ask("a", "boolean", enableWhen=yes("b")),
                          ask("b", "boolean", enableWhen=yes("a")))),
    ("AL-F010", form_json(ask("g", "group", enableWhen=yes("a"), item=[ask("a", "boolean")]))),
    ("AL-F010", form_json(computed("s", SUM), ask("a", "integer", enableWhen=[
        when("s", ">", answerInteger=1)]))),
    ("AL-F011", form_json(ask("a"), ask("b", enableWhen=[when("a", ">", answerString="x")]))),
    ("AL-F011", form_json(ask("a", "integer"), ask("b", enableWhen=yes("a")))),
    ("AL-F012", form_json(choose("a", "x"), ask("b", enableWhen=[
        when("a", answerCoding={"code": "y"})]))),
    ("AL-F012", form_json(scale("a"), ask("b", enableWhen=[when("a", ">", answerInteger=10)]))),
    ("AL-F013", form_json(choose("a", "x"), ask("g", "group", item=[ask("b", required=True)],
        enableWhen=[when("a", answerCoding={"code": "y"})]))),
    ("AL-F014", form_json(choose("a"))),
    ("AL-F015", form_json(choose("a", "x", "x"))),
    ("AL-F015", form_json(choose("a", "x", " "))),
    ("AL-F016", form_json(ask("a", text="Who <b>hurt</b> you?"))),
    ("AL-F017", form_json(ask("a"), computed("s", "item.where(linkId = 'a'"))),
    ("AL-F017", form_json(ask("a"), computed("s", "item.where(linkId = 'a').repeat(item)"))),
    ("AL-F017", form_json(ask("a"), computed("s", "%factory.where(linkId = 'a')"))),
    ("AL-F018", form_json(ask("a"), computed("s", SUM.replace("'a'", "'z'")))),
    ("AL-F018", form_json(ask("a"), computed("s", "1 + 1"))),
    ("AL-F019", form_json(ask("a"), computed("s", SUM, "date"))),
    ("AL-F019", form_json(ask("a"), computed("s", SUM, required=True))),
    ("AL-F020", form_json(ask("a", "integer", extension=[
        {"url": LEAST, "valueInteger": 5}, {"url": MOST, "valueInteger": 4}]))),
    ("AL-F020", form_json(scale("a", 100))),
    ("AL-F021", form_json(ask("a", extension=[
        {"url": OFFER_FROM, "valueString": "person.secret"}]))),
    ("AL-F022", form_json(ask("a"), extension=[{"url": FINISHES_AS, "valueCode": "case_closed"}])),
    ("AL-F023", form_json(ask("a", "quantity"))),
    ("AL-F023", form_json(ask("a", extension=[
        {"url": f"{HL7}questionnaire-unit", "valueCoding": {"code": "kg"}}]))),
    ("AL-F025", form_json(*(ask(f"a{n}") for n in range(501)))),
    ("AL-F026", form_json(ask("a", "choice", answerValueSet="http://elsewhere.example/set"))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "form"), WRONG, ids=[f"{n}-{one[0]}" for n, one in enumerate(WRONG)]
)
def test_each_mistake_is_found(code: str, form: dict[str, Any]) -> None:
    assert code in {one.code for one in lint_form(form)}


def test_a_circle_is_named_by_the_items_on_it() -> None:
    ring = ("a", "b", "c")
    items = [ask(one, "boolean", enableWhen=yes(ring[(n + 1) % 3])) for n, one in enumerate(ring)]
    circles = [one for one in lint_form(form_json(*items)) if one.code == "AL-F010"]
    assert [one.seen for one in circles] == ["a circle: a → b → c → a"]


def test_every_mistake_is_told_at_once() -> None:
    wrong = form_json(ask("a", text="<i>"), choose("b"), ask("c", enableWhen=yes("z")), url="")
    with pytest.raises(FormMistakes) as caught:
        read_form(wrong, name="wrong")
    codes = {one.code for one in caught.value.findings}
    assert {"AL-F004", "AL-F009", "AL-F014", "AL-F016"} <= codes
    assert caught.value.code in codes


@pytest.mark.parametrize("name", sorted(shipped_forms()))
def test_a_shipped_form_has_no_mistake_and_fits_the_model_of_r4(name: str) -> None:
    assert lint_bytes(shipped_forms()[name]) == []


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("AL-F001", b"{"),
        ("AL-F001", b"[]"),
        ("AL-F001", b'{"a": NaN}'),
        ("AL-F001", '{"title": "Über"}'.encode("latin-1")),
        ("AL-F001", b"[" * 200_000),
        ("AL-F002", b" " * 1_000_001),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so(code: str, data: bytes) -> None:
    assert [one.code for one in lint_bytes(data)] == [code]


def test_items_a_thousand_deep_are_refused_and_hurt_nobody() -> None:
    item = ask("last")
    for n in range(300):
        item = ask(f"g{n}", "group", item=[item])
    assert [one.code for one in lint_bytes(json.dumps(form_json(item)).encode())] == ["AL-F025"]


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert lint_bytes(b"\xef\xbb\xbf" + json.dumps(form_json(ask("a"))).encode()) == []
