"""What is asked, what is owed and what is computed depends on the answers and on nothing else."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.forms import (
    Form,
    Value,
    form_from,
    from_response,
    problems,
    read_form,
    scores,
    shipped_forms,
    shown,
    tidy,
    to_response,
)
from alongside.forms.item import ItemType
from tests.forms.writing import ask, choose, computed, form_json, scale, when, yes

ALL = [read_form(data, name=name) for name, data in shipped_forms().items()]
WORDS = ["", "=1+1", "<b>hurt</b>", "שלום", "🙂", "x" * 300, "Dora"]
TOTAL = "item.where(linkId = 'g').item.where(linkId = 'n' or linkId = 'm').answer.value.sum()"


def made(*items: dict[str, Any]) -> Form:
    return read_form(form_json(*items), name="made")


def keys(form: Form, answers: dict[str, tuple[Value, ...]]) -> list[str]:
    return [place.key for place in shown(form, answers)]


@st.composite
def filled(draw: st.DrawFn) -> tuple[Form, dict[str, tuple[Value, ...]]]:
    """A shipped form with answers in any state, also to what is not asked."""
    form = draw(st.sampled_from(ALL))
    answers: dict[str, tuple[Value, ...]] = {}
    for item, above in form.walk():
        if not item.asked or draw(st.booleans()):
            continue
        rows = [one for one in above if one.repeats]
        prefix = "".join(f"{one.link_id}#{draw(st.integers(0, 3))}/" for one in rows)
        if item.options:
            value: Value = draw(st.sampled_from([one.code for one in item.options]))
        elif item.type is ItemType.BOOLEAN:
            value = draw(st.booleans())
        elif item.type is ItemType.INTEGER:
            value = draw(st.integers(0, 10))
        elif item.type in (ItemType.DATE, ItemType.DATE_TIME):
            value = "2026-03-04" if item.type is ItemType.DATE else "2026-03-04T10:00:00+00:00"
        else:
            value = draw(st.sampled_from(WORDS))
        answers[prefix + item.link_id] = (value,)
    return form, answers


@given(filled())
def test_tidying_twice_is_tidying_once(one: tuple[Form, dict[str, tuple[Value, ...]]]) -> None:
    form, answers = one
    assert tidy(form, tidy(form, answers)) == tidy(form, answers)


@given(filled(), st.randoms())
def test_the_order_of_answers_does_not_matter(
    one: tuple[Form, dict[str, tuple[Value, ...]]], chance: random.Random
) -> None:
    form, answers = one
    mixed = list(answers.items())
    chance.shuffle(mixed)
    for ask_of in (shown, problems, scores):
        assert ask_of(form, dict(mixed)) == ask_of(form, answers)  # type: ignore[operator]


@given(filled())
def test_hidden_answers_never_count(one: tuple[Form, dict[str, tuple[Value, ...]]]) -> None:
    form, answers = one
    kept = tidy(form, answers)
    assert scores(form, kept) == scores(form, answers)
    assert keys(form, kept) == keys(form, answers)


@given(filled())
def test_a_response_comes_back_as_it_went(one: tuple[Form, dict[str, tuple[Value, ...]]]) -> None:
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    form, answers = one
    response = to_response(form, answers)
    QuestionnaireResponse.model_validate(response)
    assert from_response(form, response) == tidy(form, answers)


def test_a_question_waits_for_its_condition_and_so_does_what_is_in_it() -> None:
    form = made(
        ask("a", "boolean"),
        ask("g", "group", enableWhen=yes("a"), item=[ask("b", "boolean")]),
        ask("c", enableWhen=yes("b")),
    )
    assert keys(form, {}) == ["a"]
    assert keys(form, {"a": (True,), "b": (True,)}) == ["a", "g", "b", "c"]
    assert keys(form, {"a": (False,), "b": (True,)}) == ["a"]


@pytest.mark.parametrize(
    ("behaviour", "answers", "is_asked"),
    [
        ("all", {"a": (3,), "b": (True,)}, True),
        ("all", {"a": (3,)}, False),
        ("any", {"a": (3,)}, True),
        ("any", {"b": (True,)}, True),
        ("any", {"a": (2,), "b": (False,)}, False),
        ("any", {}, False),
    ],
)
def test_all_or_any_of_the_conditions(
    behaviour: str, answers: dict[str, tuple[Value, ...]], is_asked: bool
) -> None:
    conditions = [when("a", ">", answerInteger=2), *yes("b")]
    form = made(
        ask("a", "integer"),
        ask("b", "boolean"),
        ask("c", enableWhen=conditions, enableBehavior=behaviour),
    )
    assert ("c" in keys(form, answers)) is is_asked


@pytest.mark.parametrize(
    ("operator", "said", "given_number", "holds"),
    [
        ("=", 2, "2.0", True),
        ("!=", 2, "2.0", False),
        ("!=", 2, "3", True),
        ("<", 2, "1.9", True),
        ("<=", 2, "2", True),
        (">=", 2, "10", True),
        (">", 9, "10", True),
    ],
)
def test_numbers_are_compared_as_numbers(
    operator: str, said: int, given_number: str, holds: bool
) -> None:
    form = made(ask("a", "decimal"), ask("b", enableWhen=[when("a", operator, answerDecimal=said)]))
    assert ("b" in keys(form, {"a": (given_number,)})) is holds


def test_without_an_answer_nothing_is_compared_but_that_there_is_none() -> None:
    form = made(
        ask("a"),
        ask("b", enableWhen=[when("a", "!=", answerString="x")]),
        ask("c", enableWhen=[when("a", "exists", answerBoolean=False)]),
    )
    assert keys(form, {}) == ["a", "c"]
    assert keys(form, {"a": ("y",)}) == ["a", "b"]


def test_each_row_of_a_group_is_asked_by_its_own_answers() -> None:
    inside = [ask("n", "boolean"), ask("why", enableWhen=yes("n"))]
    form = made(ask("g", "group", repeats=True, item=inside))
    answers: dict[str, tuple[Value, ...]] = {"g": (2,), "g#1/n": (True,)}
    assert keys(form, answers) == ["g", "g#0/n", "g#1/n", "g#1/why"]


def test_a_score_over_missing_answers_says_what_is_missing() -> None:
    form = made(ask("g", "group", item=[scale("n"), scale("m")]), computed("s", TOTAL))
    (score,) = scores(form, {"n": (4,)})
    assert score.value is None
    assert [place.key for place in score.missing] == ["m"]
    (score,) = scores(form, {"n": (4,), "m": (3,)})
    assert (score.value, score.missing) == (7, ())


def test_a_score_waits_for_the_answer_that_decides_what_is_asked() -> None:
    form = made(
        ask("a", "boolean"),
        ask("g", "group", item=[scale("n"), scale("m", enableWhen=yes("a"))]),
        computed("s", TOTAL),
    )
    (score,) = scores(form, {"n": (4,)})
    assert [place.key for place in score.missing] == ["a"]
    (score,) = scores(form, {"n": (4,), "a": (False,), "m": (9,)})
    assert score.value == 4


def test_weights_of_answers_are_added() -> None:
    options = [
        {
            "valueCoding": {"code": code, "display": code},
            "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue",
                 "valueDecimal": weight}
            ],
        }
        for code, weight in (("often", 2), ("never", 0.5))
    ]  # fmt: skip
    form = made(
        ask("a", "choice", answerOption=options),
        computed("s", "item.where(linkId = 'a').answer.value.weight().sum()", "decimal"),
    )
    assert scores(form, {"a": ("never",)})[0].value == "0.5"
    assert form.by_link["a"].options[0].weight == Decimal(2)


@pytest.mark.parametrize(
    ("item", "value", "says"),
    [
        (ask("a", required=True), (), "Write an answer"),
        (choose("a", "x", required=True), (), "Choose an answer"),
        (choose("a", "x"), ("y",), "Choose one of the answers"),
        (choose("a", "x", "y"), ("x", "y"), "Give one answer"),
        (ask("a", "integer"), ("1.5",), "Write a whole number"),
        (scale("a"), (11,), "Write a number up to 10"),
        (scale("a"), (-1,), "Write a number from 0 up"),
        (ask("a", "decimal"), ("many",), "Write a number"),
        (ask("a", "decimal"), ("1e400",), "Write a number"),
        (ask("a", "date"), ("2026-02-30",), "Write a day of the calendar, as 2026-03-04"),
        (ask("a", "time"), ("25:00",), "Write a time, as 14:30"),
        (ask("a", maxLength=3), ("four",), "Write at most 3 letters"),
        (ask("a", "text"), ("x" * 20_001,), "Write at most 20000 letters"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(
    item: dict[str, Any], value: tuple[Value, ...], says: str
) -> None:
    form = made(item)
    assert [one.says for one in problems(form, {"a": value})] == [says]


@pytest.mark.parametrize("text", WORDS[1:])
def test_any_words_are_kept_as_they_were_said(text: str) -> None:
    form = made(ask("a", "text"))
    assert problems(form, {"a": (text,)}) == ()
    assert from_response(form, to_response(form, {"a": (text,)})) == {"a": (text,)}


def test_a_circle_in_a_form_that_was_never_linted_hides_and_does_not_hang() -> None:
    form = form_from(
        form_json(
            ask("a", "boolean", enableWhen=yes("b")), ask("b", "boolean", enableWhen=yes("a"))
        )
    )
    assert shown(form, {"a": (True,), "b": (True,)}) == ()


SAFETY = next(form for form in ALL if form.name == "safety_assessment")
THREATS = [link for link in SAFETY.by_link if link.startswith("t-") and not link.endswith("-what")]
KEEPS = [link for link in SAFETY.by_link if link.startswith("p-") and not link.endswith("-what")]


@pytest.mark.parametrize(
    ("threat", "keeps", "says"),
    [
        ("no", "no", "Safe"),
        ("yes", "yes", "Conditionally safe"),
        ("yes", "unclear", "Unsafe"),
        ("yes", "no", "Unsafe"),
        ("unclear", "yes", "Not clear yet: find out what is open above"),
    ],
)
def test_the_safety_assessment_suggests_only_after_the_workers_own_conclusion(
    threat: str, keeps: str, says: str
) -> None:
    answers: dict[str, tuple[Value, ...]] = dict.fromkeys(THREATS, ("no",))
    answers |= dict.fromkeys(KEEPS, (keeps,))
    answers["t-hurt"] = (threat,)
    assert scores(SAFETY, answers) == ()
    (score,) = scores(SAFETY, answers | {"conclusion": ("unsafe",)})
    assert score.value == says
