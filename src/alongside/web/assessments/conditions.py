"""When an item is asked, as sentences that can be chosen, and back as FHIR writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.forms import Form, Item, ItemType
from alongside.forms.item import CHOICES, NUMBERS

ROWS = 2  # empty lines beyond those that are there


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One thing that can be said of a question's answer. ``numbered`` waits for a number."""

    value: str  # what the form field sends
    says: str
    condition: dict[str, Any]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and what can be said of its answer."""

    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One condition of an item as its fields show it. ``written`` stands for one by hand."""

    chosen: str = ""
    number: str = ""
    written: str = ""  # in words, where the sentences cannot say it


def questions_for(form: Form, item: Item) -> tuple[Question, ...]:
    """Every question that an item can wait for: neither itself nor what is inside it."""
    found = []
    for one, above in form.walk():
        if one is item or item in above or not (one.asked or one.computed):
            continue
        found.append(Question(text=one.text or one.link_id, sentences=tuple(_sentences(one))))
    return tuple(found)


def lines_of(conditions: Sequence[Mapping[str, Any]], questions: Sequence[Question]) -> list[Line]:
    """The lines to show: one a condition, and empty ones."""
    every = [one for question in questions for one in question.sentences]
    made = [_line(number, one, every) for number, one in enumerate(conditions)]
    return made + [Line()] * ROWS


def conditions_from(
    chosen: Sequence[tuple[str, str]],
    before: Sequence[Mapping[str, Any]],
    questions: Sequence[Question],
) -> tuple[dict[str, Any], ...]:
    """The conditions of what was chosen: pairs of a sentence and a number."""
    every = {one.value: one for question in questions for one in question.sentences}
    found: list[dict[str, Any]] = []
    for value, number in chosen:
        kept = value.removeprefix("written:")
        if value != kept and kept.isdigit() and int(kept) < len(before):
            found.append(dict(before[int(kept)]))
        elif value in every and (condition := _with_number(every[value], number)):
            found.append(condition)
    return tuple(found)


def in_words(form: Form, item: Item) -> str:
    """*Only asked when … is yes*, for the list of items."""
    if not item.when:
        return ""
    questions = questions_for(form, item)
    every = {one.value: one.says for question in questions for one in question.sentences}
    parts = []
    for one in item.when:
        question = form.by_link.get(one.question)
        text = question.text if question else one.question
        answer = question.says(one.answer) if question else str(one.answer)
        says = every.get(f"{one.question}|{one.operator}|{_key(one.answer)}")
        says = says or every.get(f"{one.question}|{one.operator}|")
        plain = says.replace("…", answer) if says else f"{one.operator} {answer}"
        parts.append(f"“{text}”: {plain}")
    joined = (_(" and ") if item.when_all else _(" or ")).join(parts)
    return _("only asked when %(what)s") % {"what": joined}


def _sentences(item: Item) -> Iterator[Sentence]:
    if item.type is ItemType.BOOLEAN:
        for said, words in ((True, _("yes")), (False, _("no"))):
            yield _sentence(item, "=", said, words, "answerBoolean")
    if item.type in CHOICES:
        for option in item.options:
            key = "answerCoding" if option.kind == "valueCoding" else "answerString"
            yield _sentence(item, "=", option.code, option.says, key)
        for option in item.options:
            key = "answerCoding" if option.kind == "valueCoding" else "answerString"
            words = _("not “%(answer)s”") % {"answer": option.says}
            yield _sentence(item, "!=", option.code, words, key)
    if item.type in NUMBERS:
        for operator, words in ((">=", _("at least …")), ("<=", _("at most …"))):
            yield Sentence(
                value=f"{item.link_id}|{operator}|",
                says=words,
                condition={"question": item.link_id, "operator": operator},
                numbered=True,
            )
    yield _sentence(item, "exists", True, _("answered"), "answerBoolean")
    yield _sentence(item, "exists", False, _("not answered"), "answerBoolean")


def _sentence(item: Item, operator: str, said: Any, words: str, key: str) -> Sentence:
    answer = {"code": said} if key == "answerCoding" else said
    return Sentence(
        value=f"{item.link_id}|{operator}|{_key(said)}",
        says=words,
        condition={"question": item.link_id, "operator": operator, key: answer},
    )


def _key(said: Any) -> str:
    return str(said).lower() if isinstance(said, bool) else str(said)


def _line(number: int, condition: Mapping[str, Any], every: Sequence[Sentence]) -> Line:
    for one in every:
        if one.numbered and one.condition.items() <= condition.items():
            kept = next((condition[key] for key in condition if key.startswith("answer")), "")
            return Line(chosen=one.value, number=str(kept))
        if _same(one.condition, condition):
            return Line(chosen=one.value)
    words = " ".join(str(condition.get(key, "")) for key in ("question", "operator"))
    return Line(chosen=f"written:{number}", written=words)


def _same(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Whether two conditions say the same; a coding's system and words do not matter."""
    plain = [
        {key: value.get("code") if isinstance(value, dict) else value for key, value in one.items()}
        for one in (mine, theirs)
    ]
    return plain[0] == plain[1]


def _with_number(sentence: Sentence, number: str) -> dict[str, Any] | None:
    if not sentence.numbered:
        return dict(sentence.condition)
    try:
        said = float(number)
    except ValueError:
        return None
    whole = said == int(said)
    key = "answerInteger" if whole else "answerDecimal"
    return sentence.condition | {key: int(said) if whole else said}
