"""Which events a model file means: the same condition for SQL and for one event in memory."""

from __future__ import annotations

from typing import Protocol

from sqlglot import exp

from alongside.agency.model_file import Which


class EventLike(Protocol):
    """What a condition looks at."""

    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def detail(self) -> str | None: ...
    @property
    def code(self) -> str | None: ...
    @property
    def value(self) -> float | None: ...


def condition(which: Which, *, table: str = "e") -> exp.Func:
    """The condition over the columns of an event table; never null, so that it can be negated."""
    parts: list[exp.Expression] = []
    for name, wanted in _lists(which):
        if wanted:
            parts.append(exp.column(name, table=table).isin(*wanted))
    value = exp.column("value", table=table)
    if which.at_least is not None:
        parts.append(exp.GTE(this=value, expression=exp.Literal.number(which.at_least)))
    if which.at_most is not None:
        parts.append(exp.LTE(this=value, expression=exp.Literal.number(which.at_most)))
    return exp.func("coalesce", exp.paren(exp.and_(*parts)), exp.false())


def matches(which: Which, event: EventLike) -> bool:
    """Whether one event is meant."""
    if any(wanted and getattr(event, name) not in wanted for name, wanted in _lists(which)):
        return False
    low, high = which.at_least, which.at_most
    if low is not None and (event.value is None or event.value < low):
        return False
    return high is None or (event.value is not None and event.value <= high)


def _lists(which: Which) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("kind", which.kinds),
        ("source", which.sources),
        ("detail", which.details),
        ("code", which.codes),
    )
