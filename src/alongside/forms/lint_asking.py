"""Mistakes in when an item is asked: questions that are not there, circles, what is never asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alongside.forms.expression import links_of
from alongside.forms.finding import Finding
from alongside.forms.form import Form
from alongside.forms.item import CHOICES, MOMENTS, NUMBERS, UNASKED, Condition, Item, ItemType
from alongside.forms.values import fault_of, number_of

ALWAYS = frozenset({"exists", "=", "!="})
ORDERED = ALWAYS | {">", "<", ">=", "<="}


def asking_checks() -> tuple[Callable[[Form], Iterator[Finding]], ...]:
    """The checks of this file."""
    return (_unknown, _unfit, _circle, _never)


def operators_for(item: Item) -> frozenset[str]:
    """The operators that make sense on a question's answers."""
    return ORDERED if item.type in NUMBERS | MOMENTS else ALWAYS


def _unknown(form: Form) -> Iterator[Finding]:
    for item, _ in form.walk():
        for condition in item.when:
            question = form.by_link.get(condition.question)
            if question is None or question.type in UNASKED:
                seen = f"only asked when {condition.question[:64]!r} is answered"
                yield _fault("AL-F009", item, seen, "the linkId of a question of this form")


def _unfit(form: Form) -> Iterator[Finding]:
    for item, _ in form.walk():
        for condition in item.when:
            question = form.by_link.get(condition.question)
            if question is None:
                continue
            if condition.operator not in operators_for(question):
                wanted = " ".join(sorted(operators_for(question)))
                seen = f"{condition.operator[:10]!r} on a question of type {question.type}"
                yield _fault("AL-F011", item, seen, wanted)
            elif not _fits(question, condition):
                seen = f"an answer that a question of type {question.type} cannot have"
                yield _fault("AL-F011", item, seen, f"an answer to {question.link_id}")


def _fits(question: Item, condition: Condition) -> bool:
    if condition.operator == "exists":
        return isinstance(condition.answer, bool)
    if question.type is ItemType.BOOLEAN:
        return isinstance(condition.answer, bool)
    if question.type in NUMBERS:
        return number_of(condition.answer) is not None
    return question.type in CHOICES or not fault_of(question, condition.answer)


def _circle(form: Form) -> Iterator[Finding]:
    """Each circle once, by the items on it."""
    needs = {item.link_id: _needs(form, item) for item, _ in form.walk()}
    found: set[frozenset[str]] = set()
    for start in needs:
        path = _way_back(start, needs)
        if path and frozenset(path) not in found:
            found.add(frozenset(path))
            yield _fault(
                "AL-F010",
                form.by_link[start],
                f"a circle: {' → '.join((*path, path[0]))}",
                "questions that do not wait for each other",
            )


def _needs(form: Form, item: Item) -> tuple[str, ...]:
    """What must be known before it is known whether an item is asked, or what it computes."""
    holder = form.above[item.link_id][-1:] if item.link_id in form.above else ()
    named = [
        *(condition.question for condition in item.when),
        *(one.link_id for one in holder),
        *links_of(item.expression),
    ]
    return tuple(dict.fromkeys(one for one in named if one in form.by_link))


def _way_back(start: str, needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from an item to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        path = ways.pop(0)
        for then in needs.get(path[-1], ()):
            if then == start:
                return path
            if then not in seen:
                seen.add(then)
                ways.append((*path, then))
    return ()


def _never(form: Form) -> Iterator[Finding]:
    """What can never be asked, and what is required although it cannot be answered."""
    for item, above in form.walk():
        if not _impossible(form, item):
            if item.required and any(_impossible(form, one) for one in above):
                yield _fault("AL-F013", item, "required, and never asked", "a way to be asked")
            continue
        if item.required:
            yield _fault("AL-F013", item, "required, and never asked", "a way to be asked")
        else:
            wanted = "a condition that an answer can meet"
            yield _fault("AL-F012", item, "conditions that no answer can meet", wanted)


def _impossible(form: Form, item: Item) -> bool:
    possible = [_possible(form, one) for one in item.when]
    if not possible:
        return False
    if not item.when_all:
        return not any(possible)
    return not all(possible) or _contradicts(form, item)


def _possible(form: Form, condition: Condition) -> bool:
    question = form.by_link.get(condition.question)
    if question is None or condition.operator not in ("=", ">", "<", ">=", "<="):
        return True
    if question.type is ItemType.CHOICE:
        return condition.answer in {one.code for one in question.options}
    number = number_of(condition.answer) if question.type in NUMBERS else None
    return number is None or _reaches(question, condition.operator, number)


def _reaches(question: Item, operator: str, number: object) -> bool:
    least, most = question.least, question.most
    over = least is not None and {"=": number < least, "<": number <= least, "<=": number < least}  # type: ignore[operator]
    under = most is not None and {"=": number > most, ">": number >= most, ">=": number > most}  # type: ignore[operator]
    return not (over and over.get(operator, False)) and not (under and under.get(operator, False))


def _contradicts(form: Form, item: Item) -> bool:
    """Whether all conditions together want two different answers of one question."""
    wanted: dict[str, set[object]] = {}
    for one in item.when:
        question = form.by_link.get(one.question)
        if one.operator == "=" and question is not None and not question.repeats:
            wanted.setdefault(one.question, set()).add(one.answer)
        if one.operator == "exists" and one.answer is False:
            others = {two.operator for two in item.when if two.question == one.question}
            if others != {"exists"}:
                return True
    return any(len(answers) > 1 for answers in wanted.values())


def _fault(code: str, item: Item, seen: str, wanted: str) -> Finding:
    return Finding(code=code, link_id=item.link_id, seen=seen, wanted=wanted)
