"""The events of one opening: joined ones and our own newer acts, how many hide, the filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from alongside.core import Sensitivity
from alongside.timeline import TimelineEvent
from alongside.web.people.ask import Ask
from alongside.web.people.lines import level_words
from alongside.web.people.opening import Opening
from alongside.web.people.outbox import newer_events
from alongside.web.people.wordings import Wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """Events believed at the as-of instant, newest first, and how many are hidden by level."""

    events: list[TimelineEvent]
    hidden: dict[Sensitivity, int]

    def keep(self, ask: Ask) -> list[TimelineEvent]:
        """The events that pass the filters."""
        if not ask.filtered:
            return self.events
        keeps = ask.filter().keeps
        return [event for event in self.events if keeps(event)]


def read_events(opening: Opening) -> Believed:
    """The joined events and, at once, what people did here since."""
    page = opening.person.events()
    newer, newer_hidden = newer_events(opening)
    hidden = dict(page.hidden)
    for level, count in newer_hidden.items():
        hidden[level] = hidden.get(level, 0) + count
    events = page.events
    if newer:
        events = sorted([*newer, *events], key=_when, reverse=True)
    return Believed(events=events, hidden=hidden)


class Option(NamedTuple):
    """One value of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be filtered by: only what the reader can see, so that no option gives away more."""

    lanes: list[Option]
    kinds: list[Option]
    sources: list[Option]
    levels: list[Option]


def read_options(events: Sequence[TimelineEvent], ask: Ask, words: Wordings) -> Options:
    """The values that occur among the events, and those asked for."""
    kinds = {event.kind: words.event(event) for event in events}
    sources = {event.source: words.source(event.source) for event in events}
    levels = {str(int(event.sensitivity)) for event in events}
    names = {str(int(level)): text for level, text in level_words().items()}
    return Options(
        lanes=_options({event.lane: event.lane for event in events}, ask.lanes),
        kinds=_options(kinds, ask.kinds),
        sources=_options(sources, ask.sources),
        levels=_options({value: names[value] for value in levels}, map(str, ask.levels)),
    )


def _options(values: dict[str, str], asked: Iterable[str]) -> list[Option]:
    chosen = set(asked)
    known = sorted(values.items(), key=lambda pair: pair[1])
    return [Option(value, label, value in chosen) for value, label in known]


def _when(event: TimelineEvent) -> float:
    return event.happened_from.timestamp() if event.happened_from else float("-inf")
